/** After a change of page its heading takes the focus, once, as soon as it is there. */
let isWanted = false;

export function requestFocus(): void {
  isWanted = true;
}

export function takeFocusRequest(): boolean {
  const wanted = isWanted;
  isWanted = false;
  return wanted;
}
