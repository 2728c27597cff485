const DAY_MS = 86_400_000;
/** Midnight of the first day of the year 1 and of 1900, from which the protocol counts days. */
const YEAR_1 = -62_135_596_800_000;
const YEAR_1900 = -2_208_988_800_000;
const MINUTE = 60n;

/** A day counted from the year 1, as `2025-01-31`. */
export function dateText(days: number): string {
  return isoDate(YEAR_1 + days * DAY_MS);
}

/** A time of day in units of 10^-scale seconds, with as many decimals as the type has: `10:00:00.120`. */
export function timeText(units: bigint, scale: number): string {
  const unit = 10n ** BigInt(scale);
  return clockText(units / unit, (units % unit).toString().padStart(scale, "0"), scale);
}

/** `datetime2`: `2025-01-31 10:00:00.1200000`. */
export function dateTimeText(days: number, units: bigint, scale: number): string {
  return `${dateText(days)} ${timeText(units, scale)}`;
}

/** `datetimeoffset` travels as UTC with its offset in minutes, and means the time at that offset. */
export function dateTimeOffsetText(days: number, units: bigint, scale: number, offset: number): string {
  const unit = 10n ** BigInt(scale);
  const perDay = 86_400n * unit;
  const local = BigInt(days) * perDay + units + BigInt(offset) * MINUTE * unit;
  const hours = Math.floor(Math.abs(offset) / 60);
  const zone = `${offset < 0 ? "-" : "+"}${two(hours)}:${two(Math.abs(offset) % 60)}`;
  return `${dateTimeText(Number(local / perDay), local % perDay, scale)} ${zone}`;
}

/** `datetime` counts 300ths of a second, and is shown in thousandths. */
export function oldDateTimeText(days: number, ticks: number): string {
  const ms = Math.round((ticks * 10) / 3);
  return `${isoDate(YEAR_1900 + days * DAY_MS)} ${timeText(BigInt(ms), 3)}`;
}

/** `smalldatetime` knows minutes only. */
export function smallDateTimeText(days: number, minutes: number): string {
  return `${isoDate(YEAR_1900 + days * DAY_MS)} ${timeText(BigInt(minutes) * MINUTE, 0)}`;
}

function isoDate(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function clockText(seconds: bigint, fraction: string, scale: number): string {
  const whole = Number(seconds);
  const clock = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60].map(two).join(":");
  return scale > 0 ? `${clock}.${fraction}` : clock;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
