import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { AGENCY_TOWNS, known, type Policy, SPECIALTIES, TOWNS } from "./insurer-names.ts";
import { makePerson } from "./people.ts";

/** Claims, who assessed them, and the papers of policies and claims. */
export function fillClaims(db: Database.Database, random: Random, policies: Policy[]): void {
  fillAssessors(db, random);
  const claims = rowsOf(430, (number) => makeClaim(random, number, policies));
  writeTable(
    db,
    "CLM_HDR",
    `CLM_NO TEXT, POL_NO TEXT, CLM_TYP TEXT, LOSS_DT TEXT, RPT_DT TEXT, CLS_DT TEXT, STAT_CD TEXT,
     ASR_CD TEXT, LOSS_CITY TEXT, EST_AMT REAL, PAID_AMT REAL`,
    claims,
  );
  fillDocuments(db, random, policies, claims);
}

function fillAssessors(db: Database.Database, random: Random): void {
  const rows = rowsOf(62, (number) => {
    const person = makePerson(random, number, "assess.example");
    return {
      ASR_CD: `S${String(number).padStart(2, "0")}`,
      ASR_NM: `${person.first} ${person.last}`,
      SPEC: random.chance(0.06) ? null : random.pick(SPECIALTIES),
      CITY: random.pick([...AGENCY_TOWNS, "Wexley"]),
      DAY_RT: random.int(18, 64) * 10,
      INDEP_FLG: random.chance(0.4) ? "Y" : "N",
      EMAIL: random.chance(0.1) ? null : person.mail,
    };
  });
  writeTable(
    db,
    "ASR_MST",
    "ASR_CD TEXT, ASR_NM TEXT, SPEC TEXT, CITY TEXT, DAY_RT REAL, INDEP_FLG TEXT, EMAIL TEXT",
    rows,
  );
}

function claimType(random: Random, policy: Policy): string {
  return policy.LOB === "MOTOR"
    ? random.pick(["Collision", "Collision", "Theft", "Glass", "Vandalism"])
    : random.pick(["Water damage", "Water damage", "Fire", "Theft", "Storm"]);
}

function makeClaim(random: Random, number: number, policies: Policy[]): Row {
  // A third of the policies, so that some have several claims and many have none.
  const policy = policies[random.int(0, 270)] as Policy;
  const status = random.pick(["OPEN", "OPEN", "CLOSED", "CLOSED", "CLOSED", "REJECTED", "REOPENED"]);
  const loss = known(addDays(policy.INC_DT, random.chance(0.03) ? -random.int(2, 25) : random.int(3, 355)));
  const reported = known(addDays(loss, random.chance(0.03) ? -random.int(1, 5) : random.int(0, 45)));
  const closed = status === "CLOSED" ? !random.chance(0.07) : status === "REJECTED";
  const estimate = random.int(2, 190) * 100;
  const share = random.chance(0.15) ? random.decimal(1.02, 1.6, 2) : random.decimal(0.3, 1, 2);
  return {
    CLM_NO: `C${880_000 + number}`,
    POL_NO: random.chance(0.03) ? `P-${209_800 + number}` : policy.POL_NO,
    CLM_TYP: claimType(random, policy),
    LOSS_DT: loss,
    RPT_DT: reported,
    CLS_DT: closed ? known(addDays(reported, random.int(5, 210))) : null,
    STAT_CD: status,
    ASR_CD: random.chance(0.1)
      ? random.pick([null, "", "S88"])
      : `S${String(random.int(1, 52)).padStart(2, "0")}`,
    LOSS_CITY: random.pick(TOWNS)[0],
    EST_AMT: random.chance(0.03) ? null : estimate,
    PAID_AMT: status === "CLOSED" ? Math.round(estimate * share) : 0,
  };
}

const POLICY_PAPERS = ["Proposal form", "Identity card", "Policy schedule", "Valuation"];
const CLAIM_PAPERS = ["Claim form", "Photo", "Police report", "Repair invoice"];

function fillDocuments(db: Database.Database, random: Random, policies: Policy[], claims: Row[]): void {
  const rows = rowsOf(950, (number) => {
    const claim = random.chance(0.55) ? random.pick(claims) : null;
    const type = random.pick(claim === null ? POLICY_PAPERS : CLAIM_PAPERS);
    const ending = random.chance(0.06)
      ? random.pick([".tmp", "", ".exe"])
      : random.pick([".pdf", ".pdf", ".jpg"]);
    return {
      DOC_ID: 4000 + number,
      DOC_TYP: random.chance(0.02) ? "" : type,
      POL_NO: claim === null || random.chance(0.05) ? random.pick(policies).POL_NO : (claim.POL_NO ?? null),
      CLM_NO: claim === null ? null : random.chance(0.03) ? `C${random.digits(6)}` : (claim.CLM_NO ?? null),
      FILE_NM: `scan_${random.digits(6)}${ending}`,
      RCVD_DT: random.date("2023-01-02", "2026-11-24"),
      PAGES: random.chance(0.03) ? 0 : random.int(1, 34),
      ARCH_FLG: random.chance(0.3) ? "Y" : "N",
    };
  });
  writeTable(
    db,
    "DOC_IDX",
    `DOC_ID INTEGER, DOC_TYP TEXT, POL_NO TEXT, CLM_NO TEXT, FILE_NM TEXT, RCVD_DT TEXT, PAGES INTEGER,
     ARCH_FLG TEXT`,
    rows,
  );
}
