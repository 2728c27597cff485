import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { FIRST_NAMES, LAST_NAMES, TOWNS } from "./names.ts";
import { fillMoney } from "./telco-billing.ts";
import { fillService } from "./telco-service.ts";

/** A mobile operator's billing system: terse names in capitals, one declared key, and years of leftovers. */
export function fillTelco(db: Database.Database): void {
  const random = makeRandom(20_261_126);
  const plans = fillPlans(db, random);
  fillDealers(db, random);
  const subscribers = fillSubscribers(db, random, plans);
  const cards = fillCards(db, random, subscribers);
  fillMoney(db, random, subscribers, plans);
  fillService(db, random, subscribers, cards);
}

function fillPlans(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(36, (number) => {
    const prepaid = number % 3 === 0;
    const started = random.date("2017-01-01", "2026-09-01");
    return {
      PLN_CD: `P${String(number).padStart(2, "0")}`,
      PLN_NM: `${random.pick(["Smart", "Flex", "Max", "Lite", "Family"])} ${number === 20 ? 19 : number}`,
      PLN_TYP: prepaid ? "PREPAID" : "POSTPAID",
      MTH_FEE: prepaid ? 0 : random.int(6, 70) + 0.99,
      DATA_GB: random.chance(0.15) ? null : random.pick([2, 5, 10, 20, 50, 100]),
      STRT_DT: started,
      END_DT: random.chance(0.3)
        ? random.chance(0.2)
          ? addDays(started, -30)
          : random.date(started, "2027-06-30")
        : null,
    };
  });
  writeTable(
    db,
    "PLN_MST",
    `PLN_CD TEXT PRIMARY KEY, PLN_NM TEXT, PLN_TYP TEXT, MTH_FEE REAL, DATA_GB INTEGER, STRT_DT TEXT,
     END_DT TEXT`,
    rows,
  );
  return rows;
}

function fillDealers(db: Database.Database, random: Random): void {
  const rows = rowsOf(44, (number) => {
    const town = TOWNS[number % TOWNS.length] ?? "";
    return {
      DLR_CD: `D${200 + number}`,
      DLR_NM: `${random.pick(["Phone", "Mobile", "Connect", "Talk"])} ${random.pick(LAST_NAMES)} ${number}`,
      CTY: random.chance(0.1) ? town.toUpperCase() : town,
      REGN: random.chance(0.08) ? random.pick([null, ""]) : random.pick(["NORTH", "SOUTH", "EAST", "WEST"]),
      OPEN_DT: random.date("2012-01-01", "2026-10-15"),
      COMM_PCT: random.chance(0.08) ? random.pick([120, -5]) : random.int(2, 15),
      ACTV_FLG: random.chance(0.8) ? "Y" : "N",
      MGR_NM: random.chance(0.15) ? null : `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    };
  });
  writeTable(
    db,
    "DLR_MST",
    `DLR_CD TEXT, DLR_NM TEXT, CTY TEXT, REGN TEXT, OPEN_DT TEXT, COMM_PCT REAL, ACTV_FLG TEXT, MGR_NM TEXT`,
    rows,
  );
}

function makeSubscriber(random: Random, plans: Row[], number: number): Row {
  const status = random.pick(["ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "SUSPENDED", "TERMINATED"]);
  const plan = plans[random.int(0, 31)];
  const activated = random.chance(0.12)
    ? random.date("2026-10-01", "2026-11-25")
    : random.date("2018-01-01", "2026-09-30");
  const ended = random.chance(0.06) ? addDays(activated, -12) : random.date(activated, "2026-11-24");
  const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
  const mail = `${name.toLowerCase().replace(" ", ".")}${number}@mail.example`;
  return {
    SUBSCR_NO: 100_000 + number,
    CUST_NM: name,
    BIRTH_DT: random.chance(0.04) ? null : random.date("1940-01-01", "2010-12-31"),
    ID_DOC_NO: random.chance(0.09) ? random.pick([null, "", " "]) : `ID${random.digits(7)}`,
    EMAIL_ADR: random.chance(0.14)
      ? random.pick([null, ""])
      : random.chance(0.06)
        ? mail.replace("@", " at ")
        : mail,
    CTY: random.chance(0.04) ? random.pick(TOWNS).toUpperCase() : random.pick(TOWNS),
    POST_CD: random.chance(0.05)
      ? null
      : random.chance(0.05)
        ? random.pick(["123", "ABCDE", "1234567"])
        : random.digits(5),
    PLN_CD: random.chance(0.02) ? random.pick(["P90", "P91"]) : String(plan?.PLN_CD),
    DLR_CD: random.chance(0.03)
      ? random.pick(["D999", "D998"])
      : random.chance(0.1)
        ? null
        : `D${random.int(201, 238)}`,
    ACT_DT: activated,
    TERM_DT: status === "TERMINATED" || random.chance(0.02) ? ended : null,
    SUB_STAT: random.chance(0.02) ? null : status,
    PP_FLG: random.chance(0.05) ? "N" : plan?.PLN_TYP === "PREPAID" ? "Y" : "N",
    CRED_LMT: random.chance(0.03) ? -50 : random.int(0, 12) * 50,
  };
}

function fillSubscribers(db: Database.Database, random: Random, plans: Row[]): Row[] {
  const rows = rowsOf(420, (number) => makeSubscriber(random, plans, number));
  for (let copy = 0; copy < 10; copy++) {
    const first = random.pick(rows.slice(0, 420));
    rows.push({ ...first, SUBSCR_NO: 100_900 + copy, PLN_CD: `P0${random.int(1, 9)}` });
  }
  writeTable(
    db,
    "SUBSCR_MST",
    `SUBSCR_NO INTEGER, CUST_NM TEXT, BIRTH_DT TEXT, ID_DOC_NO TEXT, EMAIL_ADR TEXT, CTY TEXT, POST_CD TEXT,
     PLN_CD TEXT, DLR_CD TEXT, ACT_DT TEXT, TERM_DT TEXT, SUB_STAT TEXT, PP_FLG TEXT, CRED_LMT REAL`,
    rows,
  );
  return rows;
}

function fillCards(db: Database.Database, random: Random, subscribers: Row[]): Row[] {
  const numbers: string[] = [];
  const rows = rowsOf(480, (number) => {
    const stock = number > 440;
    const subscriber = number <= 400 ? subscribers[number - 1] : random.pick(subscribers.slice(0, 390));
    let phone = `447${random.digits(9)}`;
    if (numbers.length > 0 && random.chance(0.03)) phone = random.pick(numbers);
    else if (random.chance(0.04))
      phone = random.pick([phone.slice(0, 10), `+${phone}`, `${phone.slice(0, 11)}O`]);
    else numbers.push(phone);
    const missing = random.chance(0.02);
    return {
      ICCID: `8944${random.digits(15)}`,
      MSISDN: stock ? null : phone,
      SUBSCR_NO: stock ? null : missing ? 555_000 + number : Number(subscriber?.SUBSCR_NO),
      SIM_TYP: random.chance(0.04) ? random.pick(["esim", "", null]) : random.pick(["ESIM", "PHYSICAL"]),
      SIM_STAT: stock ? "STOCK" : random.chance(0.1) ? "BLOCKED" : "IN USE",
      ISS_DT: stock ? null : random.date("2020-01-01", "2026-11-25"),
      PUK_CD: random.chance(0.05) ? null : random.digits(random.chance(0.04) ? 6 : 8),
      CARD_COST: round(random.decimal(0.8, 4, 2), 2),
    };
  });
  writeTable(
    db,
    "SIM_CRD",
    `ICCID TEXT, MSISDN TEXT, SUBSCR_NO INTEGER, SIM_TYP TEXT, SIM_STAT TEXT, ISS_DT TEXT, PUK_CD TEXT,
     CARD_COST REAL`,
    rows,
  );
  return rows;
}
