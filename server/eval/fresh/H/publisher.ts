import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { quiet, quietDate } from "./dates.ts";
import { FIRST_NAMES, LAST_NAMES, TITLE_ENDS, TITLE_STARTS } from "./names.ts";
import { fillPublisherRights } from "./publisher-rights.ts";
import { fillPublisherTrade } from "./publisher-trade.ts";

/** A book publisher's database: readable names, and keys that are mostly not declared. */
export function fillPublisher(db: Database.Database): void {
  const random = makeRandom(19_770_923);
  const authors = fillAuthors(db, random);
  const translators = fillTranslators(db, random);
  const titles = fillTitles(db, random, authors);
  const editions = fillEditions(db, random, titles, translators);
  fillPrintRuns(db, random, editions);
  fillPublisherTrade(db, random, editions);
  fillPublisherRights(db, random, titles);
}

const COUNTRIES = ["United Kingdom", "Ireland", "France", "Germany", "Spain", "Norway", "Japan"];

function fillAuthors(db: Database.Database, random: Random): Row[] {
  const rows: Row[] = rowsOf(150, (number) => {
    const first = random.pick(FIRST_NAMES);
    const last = random.pick(LAST_NAMES);
    const mail = `${first}.${last}${number}@writers.example`.toLowerCase();
    return {
      author_id: number,
      first_name: first,
      last_name: last,
      pen_name: random.chance(0.12) ? `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}` : null,
      email: random.chance(0.1)
        ? random.pick([null, ""])
        : random.chance(0.06)
          ? mail.replace("@", " at ")
          : random.chance(0.04)
            ? `mail${number - 1}@writers.example`
            : mail,
      country: random.chance(0.05) ? random.pick(["FRANCE", "germany"]) : random.pick(COUNTRIES),
      birth_date: random.chance(0.06)
        ? null
        : random.chance(0.02)
          ? "2031-02-03"
          : quietDate(random, "1938-01-05", "2001-11-20"),
      agent_name: random.chance(0.35)
        ? random.pick([null, " "])
        : random.pick(["Blythe & Co", "Northlight", "Paget", "Sorrel Agency"]),
      is_active: random.chance(0.85) ? 1 : 0,
    };
  });
  for (const [id, copied] of [
    [151, 12],
    [152, 40],
    [153, 77],
    [154, 98],
  ] as const) {
    const original = rows[copied];
    if (original !== undefined) rows.push({ ...original, author_id: id, pen_name: null });
  }
  writeTable(
    db,
    "authors",
    `author_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, pen_name TEXT, email TEXT, country TEXT,
     birth_date TEXT, agent_name TEXT, is_active INTEGER`,
    rows,
  );
  return rows;
}

function fillTranslators(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(36, (number) => ({
    translator_id: number,
    translator_name: `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`,
    from_language: random.pick(["French", "German", "Spanish", "Norwegian", "Japanese"]),
    to_language: random.chance(0.06) ? "French" : "English",
    rate_per_word: random.int(6, 19) / 100,
    email: random.chance(0.15) ? null : `translator${number}@words.example`,
  }));
  writeTable(
    db,
    "translators",
    `translator_id INTEGER PRIMARY KEY, translator_name TEXT, from_language TEXT, to_language TEXT,
     rate_per_word REAL, email TEXT`,
    rows,
  );
  return rows;
}

function fillTitles(db: Database.Database, random: Random, authors: Row[]): Row[] {
  const rows = rowsOf(250, (number) => {
    const foreign = random.chance(0.3);
    return {
      title_id: 1000 + number,
      title_name: `${random.pick(TITLE_STARTS)} ${random.pick(TITLE_ENDS)}${number % 3 === 0 ? "" : ` ${number}`}`,
      author_id: random.chance(0.02) ? 900 : Number(random.pick(authors.slice(0, 138)).author_id),
      genre: random.chance(0.05)
        ? random.pick([null, ""])
        : random.pick(["crime", "crime", "literary fiction", "history", "children", "cookery", "poetry"]),
      original_language: foreign
        ? random.pick(["French", "German", "Spanish", "Norwegian", "Japanese"])
        : "English",
      series_name: random.chance(0.2) ? random.pick(["Harbour Lane", "Inspector Voss", "Little Fox"]) : null,
      status: random.pick(["in print", "in print", "in print", "out of print", "planned", "cancelled"]),
      acquired_on: quietDate(random, "2015-03-01", "2026-11-18"),
    };
  });
  writeTable(
    db,
    "titles",
    `title_id INTEGER PRIMARY KEY, title_name TEXT, author_id INTEGER, genre TEXT, original_language TEXT,
     series_name TEXT, status TEXT, acquired_on TEXT`,
    rows,
  );
  return rows;
}

function fillEditions(db: Database.Database, random: Random, titles: Row[], translators: Row[]): Row[] {
  const isbns: string[] = [];
  const rows = rowsOf(420, (number) => {
    const title = random.pick(titles.slice(0, 226));
    const format = random.pick(["hardback", "paperback", "paperback", "ebook", "audiobook"]);
    let isbn: string | null = `978${random.digits(10)}`;
    if (number > 50 && random.chance(0.02)) isbn = random.pick(isbns);
    else if (random.chance(0.04)) isbn = random.pick([null, ""]);
    else if (random.chance(0.05))
      isbn = random.pick([isbn.slice(0, 12), `${isbn.slice(0, 3)}-${isbn.slice(3)}`]);
    else isbns.push(isbn);
    const price = random.int(5, 35) + 0.99;
    const translated = title.original_language !== "English" && random.chance(0.85);
    return {
      edition_id: 5000 + number,
      title_id: random.chance(0.012) ? 1999 : Number(title.title_id),
      isbn,
      format: random.chance(0.03) ? "Paperback" : format,
      language: random.chance(0.04) ? "French" : "English",
      list_price: random.chance(0.02) ? 0 : price,
      unit_cost: random.chance(0.04) ? round(price + 1.5, 2) : round(price * 0.3, 2),
      page_count: format === "audiobook" ? null : random.chance(0.02) ? 0 : random.int(64, 920),
      published_on: random.chance(0.08) ? null : quietDate(random, "2016-04-01", "2027-05-20"),
      translator_id: translated
        ? random.chance(0.03)
          ? 88
          : Number(random.pick(translators.slice(0, 31)).translator_id)
        : null,
    };
  });
  writeTable(
    db,
    "editions",
    `edition_id INTEGER PRIMARY KEY, title_id INTEGER, isbn TEXT, format TEXT, language TEXT, list_price REAL,
     unit_cost REAL, page_count INTEGER, published_on TEXT, translator_id INTEGER`,
    rows,
  );
  return rows;
}

function fillPrintRuns(db: Database.Database, random: Random, editions: Row[]): void {
  const printed = editions.filter((row) => ["hardback", "paperback"].includes(String(row.format)));
  const rows = rowsOf(260, (number) => {
    const ordered = quietDate(random, "2024-06-01", "2026-11-20");
    const delivered = random.chance(0.02)
      ? quiet(addDays(ordered, -9))
      : quiet(addDays(ordered, random.int(8, 70)));
    const quantity = random.int(2, 60) * 250;
    const open = delivered > "2026-11-24" || random.chance(0.05);
    return {
      print_run_id: 300 + number,
      edition_id: random.chance(0.02) ? 6999 : Number(random.pick(printed.slice(0, 190)).edition_id),
      printer_name: random.chance(0.05)
        ? null
        : random.pick(["Castle Press", "Danube Print", "Mill Lane", "Ostrava Druk", "castle press"]),
      ordered_on: ordered,
      delivered_on: open ? null : delivered,
      quantity_ordered: quantity,
      quantity_delivered: open ? null : random.chance(0.15) ? quantity - random.int(1, 9) * 20 : quantity,
      total_cost: random.chance(0.03) ? -1 : round(quantity * (random.int(80, 310) / 100), 2),
    };
  });
  writeTable(
    db,
    "print_runs",
    `print_run_id INTEGER PRIMARY KEY, edition_id INTEGER, printer_name TEXT, ordered_on TEXT, delivered_on TEXT,
     quantity_ordered INTEGER, quantity_delivered INTEGER, total_cost REAL`,
    rows,
  );
}
