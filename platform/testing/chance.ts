/** What a test at random begins with: another number each time, which it prints. Written into the test in its place, it shows again what somebody saw. */
export const newSeed = (): number => Number(process.hrtime.bigint() % 1_000_000n);

/** Whole numbers from 0 to below `below`, in the same order for the same seed (linear congruential, constants of Numerical Recipes). */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}
