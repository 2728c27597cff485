import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { fillClaims } from "./insurer-claims.ts";
import { AGENCY_TOWNS, BRANCHES, CARS, type Policy, PRODUCTS, TOWNS } from "./insurer-names.ts";
import { fillPremiums } from "./insurer-premiums.ts";
import { makePerson, sometimesMissing } from "./people.ts";

/** The system of a car and home insurer: short names in capitals, and no key declared anywhere. */
export function fillInsurer(db: Database.Database): void {
  const random = makeRandom(19_880_229);
  fillHolders(db, random);
  fillAgents(db, random);
  const policies = fillPolicies(db, random);
  fillVehicles(db, random, policies);
  fillPremiums(db, random, policies);
  fillClaims(db, random, policies);
}

function fillHolders(db: Database.Database, random: Random): void {
  const rows: Row[] = rowsOf(520, (number) => {
    const person = makePerson(random, number, "mailbox.example");
    const [town, region] = random.pick(TOWNS);
    return {
      PH_NO: `H${5000 + number}`,
      FST_NM: person.first,
      LST_NM: random.chance(0.03) ? person.last.toUpperCase() : person.last,
      BRTH_DT: random.chance(0.04) ? null : random.date("1938-02-01", "2007-09-30"),
      EMAIL: random.chance(0.05)
        ? person.mail.replace("@", " at ")
        : sometimesMissing(random, 0.1, person.mail),
      TEL_NO: sometimesMissing(random, 0.09, `0${random.digits(random.chance(0.06) ? 7 : 9)}`),
      CITY: random.chance(0.04) ? random.pick([town.toUpperCase(), `${town} `]) : town,
      PST_CD: sometimesMissing(random, 0.05, random.chance(0.05) ? random.digits(4) : random.digits(5)),
      REGION: region,
      MKT_OPT: random.chance(0.06) ? null : random.pick(["Y", "N"]),
      JOIN_DT: random.date("2009-01-05", "2026-11-10"),
    };
  });
  // The same people, entered a second time under another number.
  for (let copy = 1; copy <= 14; copy++)
    rows.push({ ...random.pick(rows.slice(0, 520)), PH_NO: `H${5900 + copy}`, JOIN_DT: "2026-08-17" });
  writeTable(
    db,
    "PH_MST",
    `PH_NO TEXT, FST_NM TEXT, LST_NM TEXT, BRTH_DT TEXT, EMAIL TEXT, TEL_NO TEXT, CITY TEXT, PST_CD TEXT,
     REGION TEXT, MKT_OPT TEXT, JOIN_DT TEXT`,
    rows,
  );
}

function fillAgents(db: Database.Database, random: Random): void {
  const rows = rowsOf(64, (number) => {
    const person = makePerson(random, number, "agents.example");
    return {
      AGT_CD: `A${100 + number}`,
      AGT_NM: `${person.first} ${person.last}`,
      BRANCH: random.pick(BRANCHES),
      CITY: random.pick(AGENCY_TOWNS),
      LIC_NO: sometimesMissing(random, 0.1, `${random.chance(0.1) ? "LX" : "LIC"}-${random.digits(6)}`),
      LIC_EXP_DT: random.date("2025-06-01", "2029-05-31"),
      COMM_PCT: random.decimal(4, 16, 1),
      HIRE_DT: random.date("2003-03-01", "2026-09-15"),
      ACT_FLG: random.chance(0.82) ? "Y" : "N",
    };
  });
  writeTable(
    db,
    "AGT_MST",
    `AGT_CD TEXT, AGT_NM TEXT, BRANCH TEXT, CITY TEXT, LIC_NO TEXT, LIC_EXP_DT TEXT, COMM_PCT REAL,
     HIRE_DT TEXT, ACT_FLG TEXT`,
    rows,
  );
}

function makePolicy(random: Random, number: number): Policy & Row {
  const line = random.chance(0.6) ? "MOTOR" : "HOME";
  const start = random.date("2022-02-01", "2026-11-20");
  const status = random.pick(["IN FORCE", "IN FORCE", "IN FORCE", "LAPSED", "CANCELLED", "PENDING"]);
  const insured = line === "MOTOR" ? random.int(4, 60) * 1000 : random.int(80, 650) * 1000;
  const premium = round(insured * (line === "MOTOR" ? 0.031 : 0.0024) + random.int(40, 320), 2);
  const cancelled = status === "CANCELLED" ? !random.chance(0.12) : random.chance(0.015);
  return {
    POL_NO: random.chance(0.025) ? `P${random.digits(5)}` : `P-${202_000 + number}`,
    PH_NO: random.chance(0.03) ? `H${random.int(7000, 7099)}` : `H${5000 + random.int(1, 460)}`,
    AGT_CD: random.chance(0.04)
      ? random.pick(["A999", null, ""])
      : `A${100 + Math.min(random.int(1, 58), random.int(1, 64))}`,
    LOB: line,
    PROD_NM: random.pick(PRODUCTS[line]),
    STAT_CD: random.chance(0.02) ? status.toLowerCase() : status,
    INC_DT: start,
    EXP_DT: random.chance(0.02) ? addDays(start, -random.int(1, 40)) : addDays(start, 365),
    CNX_DT: cancelled ? addDays(start, random.int(20, 330)) : null,
    SUM_INS: insured,
    ANN_PRM: random.chance(0.015) ? 0 : premium,
    DEDUCT: random.chance(0.04) ? null : random.pick([0, 150, 250, 500, 1000]),
    PAY_FRQ: random.chance(0.02) ? "WEEKLY" : random.pick(["MONTHLY", "QUARTERLY", "ANNUAL", "ANNUAL"]),
  };
}

function fillPolicies(db: Database.Database, random: Random): Policy[] {
  const rows = Array.from({ length: 820 }, (_, index) => makePolicy(random, index + 1));
  writeTable(
    db,
    "POL_MST",
    `POL_NO TEXT, PH_NO TEXT, AGT_CD TEXT, LOB TEXT, PROD_NM TEXT, STAT_CD TEXT, INC_DT TEXT, EXP_DT TEXT,
     CNX_DT TEXT, SUM_INS REAL, ANN_PRM REAL, DEDUCT REAL, PAY_FRQ TEXT`,
    rows,
  );
  return rows;
}

function makeVehicle(random: Random, policy: string): Row {
  const [make, model] = random.pick(CARS);
  const plate = `${random.pick(["KL", "TR", "BN", "WD"])}${random.digits(2)} ${random.pick(["AXC", "FGH", "RTY", "PQS"])}`;
  return {
    VIN: random.chance(0.06)
      ? random.pick([null, "", `VF1${random.digits(9)}`])
      : `WZ${random.pick(["A", "B", "C"])}${random.digits(14)}`,
    REG_NO: plate,
    POL_NO: policy,
    MAKE: random.chance(0.04) ? make.toUpperCase() : make,
    MODEL: model,
    MFG_YR: random.chance(0.01) ? 2028 : random.int(2003, 2026),
    FUEL: random.chance(0.04) ? null : random.pick(["petrol", "petrol", "diesel", "hybrid", "electric"]),
    MKT_VAL: random.int(12, 540) * 100,
    ANN_KM: random.int(3, 42) * 1000,
  };
}

function fillVehicles(db: Database.Database, random: Random, policies: Policy[]): void {
  const rows = policies
    .filter((policy) => policy.LOB === "MOTOR" && random.chance(0.93))
    .flatMap((policy) =>
      Array.from({ length: random.chance(0.08) ? 2 : 1 }, () => makeVehicle(random, policy.POL_NO)),
    );
  for (let stray = 0; stray < 9; stray++) rows.push(makeVehicle(random, `P-${209_900 + stray}`));
  for (let copy = 0; copy < 8; copy++) {
    const other = random.pick(policies.filter((policy) => policy.LOB === "MOTOR"));
    rows.push({ ...random.pick(rows), POL_NO: other.POL_NO });
  }
  writeTable(
    db,
    "VEH_MST",
    `VIN TEXT, REG_NO TEXT, POL_NO TEXT, MAKE TEXT, MODEL TEXT, MFG_YR INTEGER, FUEL TEXT, MKT_VAL REAL,
     ANN_KM INTEGER`,
    rows,
  );
}
