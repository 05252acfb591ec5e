import type { DayCell } from "./table.ts";

/** Days since 31.12.1899, with the 29th of February 1900 that never was; or since 1.1.1904. */
export function dayOfSerial(serial: number, date1904 = false): DayCell | null {
  if (!(serial >= 1 && serial < 2_958_466)) return null;
  const whole = Math.floor(serial);
  let minutes = Math.round((serial - whole) * 1_440);
  if (minutes === 1_440) minutes = 1_439;
  if (!date1904 && whole === 60) return null;
  const start = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole < 60 ? 31 : 30);
  const date = new Date(start + whole * 86_400_000);
  if (date.getUTCFullYear() > 9_999) return null;
  const two = (n: number) => String(n).padStart(2, "0");
  return {
    day: date.toISOString().slice(0, 10),
    time: minutes === 0 ? null : `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`,
    serial: whole,
  };
}
