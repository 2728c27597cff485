import type Database from "better-sqlite3";
import { addDays, type Random, round } from "../random.ts";
import { type Row, writeTable } from "../tables.ts";
import { known, type Policy } from "./insurer-names.ts";

interface Instalment {
  DUE_ID: number;
  POL_NO: string;
  INSTL_NO: number;
  DUE_DT: string;
  DUE_AMT: number;
}

/** What was due on each policy, and what came in for it. */
export function fillPremiums(db: Database.Database, random: Random, policies: Policy[]): void {
  const dues = policies.filter(() => !random.chance(0.05)).flatMap(instalmentsOf);
  for (const [index, due] of dues.entries()) due.DUE_ID = 70_001 + index;
  writeTable(
    db,
    "PRM_DUE",
    "DUE_ID INTEGER, POL_NO TEXT, INSTL_NO INTEGER, DUE_DT TEXT, DUE_AMT REAL",
    dues.map((due) => ({ ...due })),
  );
  fillPayments(db, random, dues);
}

/** The instalments of the first year; of monthly payers only the first four were kept. */
function instalmentsOf(policy: Policy): Instalment[] {
  const counts: Readonly<Record<string, number>> = { MONTHLY: 12, QUARTERLY: 4 };
  const count = counts[policy.PAY_FRQ] ?? 1;
  return Array.from({ length: Math.min(count, 4) }, (_, index) => ({
    DUE_ID: 0,
    POL_NO: policy.POL_NO,
    INSTL_NO: index + 1,
    DUE_DT: addDays(policy.INC_DT, Math.round((index * 365) / count)),
    DUE_AMT: round(policy.ANN_PRM / count, 2),
  }));
}

function fillPayments(db: Database.Database, random: Random, dues: Instalment[]): void {
  const paid = dues.filter((due) => due.DUE_DT === known(due.DUE_DT) && !random.chance(0.13));
  const rows: Row[] = paid.map((due, index) => ({
    RCPT_NO: `R${300_000 + index}`,
    DUE_ID: due.DUE_ID,
    POL_NO: due.POL_NO,
    PAY_DT: known(addDays(due.DUE_DT, random.chance(0.2) ? random.int(4, 70) : random.int(-6, 3))),
    PAY_AMT: random.chance(0.07) ? round(due.DUE_AMT * random.decimal(0.4, 0.95, 2), 2) : due.DUE_AMT,
    PAY_MTH: random.chance(0.03)
      ? null
      : random.pick(["DIRECT DEBIT", "DIRECT DEBIT", "CARD", "BANK TRANSFER", "CASH"]),
  }));
  for (let copy = 0; copy < 11; copy++) rows.push({ ...random.pick(rows) });
  for (let stray = 0; stray < 7; stray++)
    rows.push({ ...random.pick(rows), RCPT_NO: `R${399_900 + stray}`, DUE_ID: 90_000 + stray });
  writeTable(
    db,
    "PRM_PAID",
    "RCPT_NO TEXT, DUE_ID INTEGER, POL_NO TEXT, PAY_DT TEXT, PAY_AMT REAL, PAY_MTH TEXT",
    rows,
  );
}
