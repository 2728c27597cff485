/// <reference path="./oracledb-parts.d.ts" />
import { BaseBuffer } from "oracledb/lib/impl/datahandlers/buffer.js";

const MINUTE_MS = 60_000;
/** Where an offset travels as the number of a region, which says nothing here. */
const REGION = 0x80;

const ofOracledb = BaseBuffer.prototype.parseOracleDate;

/**
 * oracledb makes JavaScript dates in the time zone of this machine, without the last six digits of a second and without
 * offsets. What Oracle sends is exact, so it is read here: the text of what is stored.
 */
BaseBuffer.prototype.parseOracleDate = function (bytes, local, ofDatabase) {
  const fraction = bytes.length >= 11 ? fractionText(bytes.readUInt32BE(7)) : "";
  // Kept in the time zone of the database, and meant as an instant.
  if (ofDatabase) return `${clock(ofOracledb.call(this, bytes, local, true) as Date)}${fraction} +00:00`;
  const stored = new Date(0);
  stored.setUTCFullYear(
    ((bytes[0] ?? 100) - 100) * 100 + (bytes[1] ?? 100) - 100,
    (bytes[2] ?? 1) - 1,
    bytes[3] ?? 1,
  );
  stored.setUTCHours((bytes[4] ?? 1) - 1, (bytes[5] ?? 1) - 1, (bytes[6] ?? 1) - 1);
  if (bytes.length < 13) return `${clock(stored)}${fraction}`;
  // With an offset it travels as UTC.
  const [hours = 20, minutes = 60] = bytes.subarray(11);
  const offset = hours & REGION ? 0 : (hours - 20) * 60 + (minutes - 60);
  return `${clock(new Date(stored.getTime() + offset * MINUTE_MS))}${fraction} ${offsetText(offset)}`;
};

/** `2025-01-31 10:00:00` */
function clock(date: Date): string {
  return date
    .toISOString()
    .replace(/^[+-]0*(?=\d{4}-)/, "")
    .slice(0, 19)
    .replace("T", " ");
}

function fractionText(nanoseconds: number): string {
  return nanoseconds === 0 ? "" : `.${String(nanoseconds).padStart(9, "0").replace(/0+$/, "")}`;
}

function offsetText(minutes: number): string {
  const [h, m] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`;
}
