import { dictionary } from "../text/dictionary.ts";

/**
 * General English and business vocabulary: what identifiers abbreviate, and which words mean the same.
 * Nothing here may name a table, column or value of some database; that is what a graph's aliases are for.
 */

/** Abbreviations as they occur in identifiers (and in what people type), written out. */
const ABBREVIATIONS = dictionary<string>({
  acct: "account",
  acc: "account",
  addr: "address",
  amt: "amount",
  avg: "average",
  bal: "balance",
  cat: "category",
  ccy: "currency",
  cd: "code",
  cntry: "country",
  cnt: "count",
  cust: "customer",
  curr: "currency",
  dept: "department",
  desc: "description",
  descr: "description",
  dest: "destination",
  dob: "birth date",
  dt: "date",
  dte: "date",
  emp: "employee",
  fname: "first name",
  firstname: "first name",
  lname: "last name",
  lastname: "last name",
  fullname: "full name",
  identifier: "id",
  ident: "id",
  ids: "id",
  img: "image",
  info: "information",
  loc: "location",
  max: "maximum",
  mfr: "manufacturer",
  mgr: "manager",
  min: "minimum",
  mktg: "marketing",
  nbr: "number",
  nm: "name",
  no: "number",
  nr: "number",
  num: "number",
  numb: "number",
  ord: "order",
  org: "organisation",
  organization: "organisation",
  orig: "origin",
  pct: "percent",
  percentage: "percent",
  pmt: "payment",
  pol: "policy",
  prod: "product",
  qty: "quantity",
  wgt: "weight",
  wt: "weight",
  lat: "latitude",
  lon: "longitude",
  lng: "longitude",
  ref: "reference",
  refs: "reference",
  reg: "region",
  rep: "representative",
  reps: "representative",
  resp: "response",
  seq: "sequence",
  sts: "status",
  stat: "status",
  tel: "telephone",
  tms: "time",
  ts: "time",
  trans: "transaction",
  trx: "transaction",
  txn: "transaction",
  tx: "transaction",
  univ: "university",
  uom: "unit",
  val: "value",
  whse: "warehouse",
  yr: "year",
  mth: "month",
  dr: "debit",
  cr: "credit",
  zip: "postal",
  mail: "email",
  phone: "telephone",
  colour: "color",
  programme: "program",
});

/** Written-out words of an identifier part or a typed word (already singular); mostly one. */
export function expand(word: string): readonly string[] {
  return ABBREVIATIONS.get(word)?.split(" ") ?? [word];
}

/** Whether a typed word, or what it is the plural of, is short for another. */
export function isAbbreviation(word: string): boolean {
  return ABBREVIATIONS.has(word) || ABBREVIATIONS.has(word.replace(/s$/, ""));
}

/** Words that may stand for each other, weaker than the word itself. */
const SYNONYM_GROUPS: readonly string[] = [
  "customer client buyer consumer",
  "employee staff worker personnel person",
  "supplier vendor",
  "product item article sku material good",
  "track song",
  "artist singer musician",
  "amount value sum",
  "amount total",
  "salary wage pay earning earn income",
  "price cost fee",
  "quantity count number",
  "category type kind class",
  "id code number key",
  "invoice bill",
  "shipment delivery",
  "inventory stock",
  "manager boss supervisor",
  "country nation",
  "branch office",
  "begin start",
  "end finish expire expiry expiration until",
  "city town",
  "gender sex",
  "movie film",
  "order purchase",
  "status state",
  "province state",
  "birth born",
  "hire join",
  "create creation",
  "created creation",
  "modified updated",
  "flag indicator",
  "comment note remark",
  "entry record",
  "department division",
  "limit maximum",
  "duration length",
  "paper publication article",
  "title name",
  "description detail",
];

const synonyms = new Map<string, Set<string>>();
for (const group of SYNONYM_GROUPS) {
  const words = group.split(" ");
  for (const word of words) {
    const known = synonyms.get(word) ?? new Set<string>();
    for (const other of words) if (other !== word) known.add(other);
    synonyms.set(word, known);
  }
}

export function synonymsOf(word: string): ReadonlySet<string> {
  return synonyms.get(word) ?? NONE;
}
const NONE: ReadonlySet<string> = new Set();

/** What a verb is about, as stems: "tracks that were never sold" looks for sales, orders, invoices. */
const VERB_OBJECTS = dictionary<readonly string[]>({
  sell: ["sell", "sal", "ord", "order", "invoic", "purchas"],
  buy: ["purchas", "acquir", "order", "invoic", "sell"],
  purchas: ["purchas", "acquir", "order", "invoic", "sell"],
  order: ["order", "purchas"],
  pay: ["pay", "payment", "invoic"],
  bill: ["invoic", "bill"],
  invoic: ["invoic", "bill"],
  ship: ["ship", "shipment", "deliv", "delivery"],
  deliver: ["delivery", "deliv", "ship"],
  rent: ["rent", "rental"],
  book: ["book", "reserv"],
  return: ["return"],
  review: ["review", "rat"],
  stock: ["inventory", "stock"],
});

/** Stems of names that a verb (given as its stem) may be about, best first. */
export function objectsOfVerb(verbStem: string): readonly string[] {
  return VERB_OBJECTS.get(verbStem) ?? actsOf(verbStem);
}

/** Verbs for one act, as stems. */
const SAME_ACTS: readonly (readonly string[])[] = [
  ["buy", "purchas", "acquir"],
  ["borrow", "loan", "lend"],
  ["answer", "reply", "repli", "respond", "response"],
  ["fix", "repair", "mend"],
  ["finish", "complet"],
];

/** Stems of the verbs for what a verb (given as its stem) says was done, itself first. */
export function actsOf(verbStem: string): readonly string[] {
  const same = SAME_ACTS.find((acts) => acts.includes(verbStem));
  return same ? [verbStem, ...same.filter((act) => act !== verbStem)] : [verbStem];
}

/** Parts of identifiers that say little: a name is hardly less covered when they are left out. */
export const LIGHT_PARTS: ReadonlySet<string> = new Set([
  "id",
  "code",
  "number",
  "name",
  "date",
  "type",
  "flag",
  "key",
  "excel",
  "sheet",
  "file",
  "table",
  "list",
  "value",
  "text",
  "time",
  "data",
  "info",
  "information",
  "extract",
  "export",
  "import",
  "master",
]);

/** Prefixes that say where a table landed, not what it holds. */
export const LANDING_PREFIXES: ReadonlySet<string> = new Set([
  "brz",
  "slv",
  "gld",
  "bronze",
  "silver",
  "gold",
  "lnd",
  "landing",
  "stg",
  "stage",
  "staging",
  "ext",
  "raw",
  "src",
  "tbl",
  "tb",
  "t",
  "dim",
  "fct",
  "fact",
  "vw",
  "v",
  "ods",
  "dwh",
  "dw",
  "tmp",
  "ref",
]);

/** Words people hang on a column's name: "authors string", "email address", "status field". */
export const COLUMN_TAILS: ReadonlySet<string> = new Set([
  "field",
  "column",
  "value",
  "string",
  "address",
  "text",
  "attribute",
  "flag",
  "code",
  "entry",
  "date",
  "time",
  "number",
  "type",
  "kind",
]);
