import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { asNumber, clearDay, randomDay } from "./days.ts";
import { FAMILY, GENRES, GIVEN, LANDS, SECTIONS, TITLE_ENDS, TITLE_STARTS } from "./film-names.ts";
import { fillPeople } from "./film-people.ts";
import { fillShows } from "./film-shows.ts";

/** A film festival: every table begins with ff_, and what hangs on a film or a hall is declared, people are not. */
export function fillFilmfest(db: Database.Database): void {
  const random = makeRandom(90_341_266);
  const directors = fillDirectors(db, random);
  const films = fillFilms(db, random, directors);
  fillSubmissions(db, random, films);
  fillCatalogue(db, random, films);
  fillShows(db, random, films);
  fillPeople(db, random, films);
}

function fillDirectors(db: Database.Database, random: Random): Row[] {
  const emails: string[] = [];
  const rows = rowsOf(190, (number) => {
    const family = random.pick(FAMILY);
    const email =
      emails.length > 9 && random.chance(0.05)
        ? random.pick(emails)
        : `${family.toLowerCase()}${number}@reel.example`;
    emails.push(email);
    return {
      dir_id: number,
      dir_name: `${random.pick(GIVEN)} ${family}`,
      nationality: random.chance(0.06) ? random.pick([null, ""]) : random.pick(LANDS)[0],
      born_on: random.chance(0.06) ? null : randomDay(random, "1948-01-01", "2003-12-31"),
      email: random.chance(0.08) ? random.pick([null, ""]) : email,
      agent: random.chance(0.4) ? null : `${random.pick(FAMILY)} Talents`,
    };
  });
  writeTable(
    db,
    "ff_directors",
    "dir_id INTEGER PRIMARY KEY, dir_name TEXT, nationality TEXT, born_on TEXT, email TEXT, agent TEXT",
    rows,
  );
  return rows;
}

function fillFilms(db: Database.Database, random: Random, directors: Row[]): Row[] {
  const rows = rowsOf(330, (number) => {
    const director = random.pick(directors.slice(0, 172));
    const home = LANDS.find(([name]) => name === director.nationality);
    const [land, language] = home && random.chance(0.8) ? home : random.pick(LANDS);
    const loyal = Number(director.dir_id) % 9 === 0 && random.chance(0.85);
    const section = loyal ? "Documentary" : random.pick(SECTIONS);
    const short = section === "Shorts";
    return {
      film_id: 1000 + number,
      film_cd: `FF-${1000 + number}`,
      title_en: `${random.pick(TITLE_STARTS)} ${random.pick(TITLE_ENDS)}`,
      title_orig: random.chance(0.12) ? random.pick([null, ""]) : `${random.pick(TITLE_ENDS)} (${language})`,
      dir_id: random.chance(0.04) ? random.pick([null, 600 + number]) : Number(director.dir_id),
      country: random.chance(0.04) ? random.pick([null, land.toUpperCase()]) : land,
      lang: random.chance(0.16) ? random.pick(["English", null]) : language,
      runtime_min: random.chance(0.03)
        ? random.pick([0, 318, 345])
        : short
          ? random.int(4, 44)
          : random.int(71, 190),
      prod_yr: random.chance(0.03)
        ? 2062
        : section === "Retrospective"
          ? random.int(1958, 2003)
          : random.int(2022, 2026),
      section: random.chance(0.03) ? null : section,
      genre: random.pick(GENRES),
      prem_kind:
        section === "Retrospective" ? "none" : random.pick(["world", "international", "national", "none"]),
      debut_flag: random.chance(0.05) ? null : random.chance(0.3) ? "Y" : "N",
      age_rating: random.chance(0.06) ? null : random.pick([0, 6, 12, 16, 18]),
    };
  });
  writeTable(
    db,
    "ff_films",
    `film_id INTEGER PRIMARY KEY, film_cd TEXT, title_en TEXT, title_orig TEXT,
     dir_id INTEGER REFERENCES ff_directors (dir_id), country TEXT, lang TEXT, runtime_min INTEGER, prod_yr INTEGER,
     section TEXT, genre TEXT, prem_kind TEXT, debut_flag TEXT, age_rating INTEGER`,
    rows,
  );
  return rows;
}

function asText(day: string | null): string | null {
  return day === null ? null : String(asNumber(day));
}

function fillSubmissions(db: Database.Database, random: Random, films: Row[]): void {
  const rows = rowsOf(540, (number) => {
    const year = random.pick([2024, 2025, 2026]);
    const received = clearDay(random.date(`${year}-01-08`, `${year}-07-31`));
    const open = year === 2026 && random.chance(0.1);
    const decided = clearDay(addDays(received, random.chance(0.02) ? -5 : random.int(7, 85)));
    return {
      sub_no: `S${year % 100}-${String(number).padStart(4, "0")}`,
      film_id: random.chance(0.03) ? 4000 + number : Number(random.pick(films.slice(0, 300)).film_id),
      sub_yr: random.chance(0.02) ? year - 1 : year,
      received_dt: asText(received),
      fee_eur: random.pick([0, 25, 35, 35, 60]),
      fee_paid: random.chance(0.85) ? 1 : 0,
      decision: open
        ? null
        : random.pick(["selected", "selected", "rejected", "rejected", "waitlisted", "withdrawn"]),
      decided_dt: open || random.chance(0.03) ? null : asText(decided),
    };
  });
  writeTable(
    db,
    "ff_submissions",
    `sub_no TEXT PRIMARY KEY, film_id INTEGER REFERENCES ff_films (film_id), sub_yr INTEGER, received_dt TEXT,
     fee_eur REAL, fee_paid INTEGER, decision TEXT, decided_dt TEXT`,
    rows,
  );
}

/** What the printer has set for the programme book, from an older export of the films. */
function fillCatalogue(db: Database.Database, random: Random, films: Row[]): void {
  const printed = films.filter(() => random.chance(0.88));
  const rows: Row[] = printed.map((film) => ({
    film_code: String(film.film_cd),
    title: printedTitle(random, String(film.title_en)),
    country: random.chance(0.05) ? random.pick([null, "Spain"]) : (film.country ?? null),
    duration: random.chance(0.07)
      ? Number(film.runtime_min) + random.pick([-2, 1, 10])
      : (film.runtime_min ?? null),
    page_no: random.chance(0.04) ? null : random.int(12, 220),
    proofread: random.pick(["yes", "yes", "yes", "no"]),
  }));
  for (let number = 1; number <= 9; number += 1) {
    rows.push({
      film_code: `FF-${2500 + number}`,
      title: `${random.pick(TITLE_STARTS)} ${random.pick(TITLE_ENDS)}`,
      country: random.pick(LANDS)[0],
      duration: random.int(60, 140),
      page_no: random.int(12, 220),
      proofread: "no",
    });
  }
  for (const row of rows.slice(60, 66)) rows.push({ ...row, page_no: random.int(12, 220) });
  writeTable(
    db,
    "catalogue_entries",
    "film_code TEXT, title TEXT, country TEXT, duration INTEGER, page_no INTEGER, proofread TEXT",
    rows,
  );
}

function printedTitle(random: Random, title: string): string {
  if (random.chance(0.07)) return title.toUpperCase();
  return random.chance(0.05) ? title.replace(/^\w+/, "One") : title;
}
