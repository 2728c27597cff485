import type Database from "better-sqlite3";
import { addDays, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { BORROWERS, LANGUAGES, MEDIA, NATIONS, personName, SHOWS, SUBJECTS } from "./museum-names.ts";

/** The works of art, where they hang and travel, who cares for them, and the tours past them. */
export function fillCollection(db: Database.Database, random: Random, galleries: Row[], staff: Row[]): Row[] {
  const artists = fillArtists(db, random);
  const artworks = fillArtworks(db, random, artists, galleries);
  const exhibitions = fillExhibitions(db, random, galleries, staff);
  fillExhibits(db, random, exhibitions, artworks);
  fillLoans(db, random, artworks);
  fillTreatments(db, random, artworks, staff);
  fillTours(db, random, exhibitions, staff);
  return artworks;
}

function fillArtists(db: Database.Database, random: Random): Row[] {
  const rows: Row[] = rowsOf(110, (number) => {
    const born = random.int(1790, 1990);
    const died = born + random.int(22, 90);
    return {
      artist_id: number,
      full_name: `${personName(random)}${number % 9 === 0 ? " the Younger" : ""}`,
      nationality: random.chance(0.08) ? random.pick([null, "", "unknown"]) : random.pick(NATIONS),
      birth_year: random.chance(0.07) ? null : born,
      death_year: died > 2024 ? null : random.chance(0.05) ? born - 3 : died,
      biography: random.chance(0.25) ? random.pick([null, " "]) : "Trained in a workshop.",
    };
  });
  writeTable(
    db,
    "artists",
    `artist_id INTEGER, full_name TEXT, nationality TEXT, birth_year INTEGER, death_year INTEGER, biography TEXT`,
    rows,
  );
  return rows;
}

function fillArtworks(db: Database.Database, random: Random, artists: Row[], galleries: Row[]): Row[] {
  const rows: Row[] = rowsOf(380, (number) => {
    const artist = random.pick(artists.slice(0, 92));
    const acquired = random.date("1921-05-01", "2026-11-19");
    const medium = random.pick(MEDIA);
    return {
      artwork_id: 1000 + number,
      accession_no: random.chance(0.05)
        ? random.pick(["TBC", `${acquired.slice(0, 4)}/${number}`, `A${number}`])
        : `${acquired.slice(0, 4)}.${String(number).padStart(3, "0")}`,
      title: random.chance(0.03)
        ? ""
        : `${random.pick(SUBJECTS)} ${random.chance(0.4) ? random.int(2, 9) : ""}`.trim(),
      artist_id: random.chance(0.06) ? null : random.chance(0.02) ? 777 : Number(artist.artist_id),
      medium: random.chance(0.04) ? medium.toUpperCase() : medium,
      year_made: random.chance(0.06)
        ? null
        : random.chance(0.02)
          ? 2031
          : Number(artist.birth_year ?? 1880) + random.int(18, 60),
      acquired_on: acquired,
      insured_value: random.chance(0.08)
        ? null
        : random.chance(0.03)
          ? 0
          : random.int(4, 3000) * 500 + number,
      gallery_id: random.chance(0.3)
        ? null
        : random.chance(0.02)
          ? 88
          : Number(random.pick(galleries.slice(0, 27)).gallery_id),
      on_display: 0,
      height_cm: random.chance(0.04) ? null : random.int(12, 260),
      width_cm: random.chance(0.04) ? null : random.int(12, 320),
    };
  });
  for (const row of rows)
    row.on_display = row.gallery_id === null ? (random.chance(0.06) ? 1 : 0) : random.chance(0.85) ? 1 : 0;
  for (let copy = 0; copy < 5; copy++) {
    const row = rows[copy * 40 + 17] as Row;
    row.accession_no = rows[copy * 31 + 2]?.accession_no ?? null;
  }
  writeTable(
    db,
    "artworks",
    `artwork_id INTEGER PRIMARY KEY, accession_no TEXT, title TEXT, artist_id INTEGER, medium TEXT,
     year_made INTEGER, acquired_on TEXT, insured_value REAL, gallery_id INTEGER, on_display INTEGER,
     height_cm REAL, width_cm REAL`,
    rows,
  );
  return rows;
}

function fillExhibitions(db: Database.Database, random: Random, galleries: Row[], staff: Row[]): Row[] {
  const curators = staff.filter((one) => one.job_title === "Curator");
  const rows: Row[] = rowsOf(64, (number) => {
    const opens = random.date("2021-02-01", "2027-03-15");
    const budget = random.int(8, 160) * 1000 + number;
    return {
      exhibition_id: number,
      exhibition_name: `${random.pick(SHOWS)} and ${random.pick(SHOWS)} ${number}`,
      gallery_id: Number(random.pick(galleries.slice(0, 20)).gallery_id),
      opens_on: opens,
      closes_on: random.chance(0.05) ? null : addDays(opens, random.chance(0.04) ? -10 : random.int(30, 200)),
      curator_id: random.chance(0.1)
        ? null
        : random.chance(0.03)
          ? 555
          : Number(random.pick(curators.slice(0, 9)).staff_id),
      budget,
      actual_cost: opens > "2026-10-01" ? null : Math.round(budget * random.decimal(0.6, 1.3, 2)),
    };
  });
  writeTable(
    db,
    "exhibitions",
    `exhibition_id INTEGER, exhibition_name TEXT, gallery_id INTEGER, opens_on TEXT, closes_on TEXT,
     curator_id INTEGER, budget REAL, actual_cost REAL`,
    rows,
  );
  return rows;
}

function fillExhibits(db: Database.Database, random: Random, exhibitions: Row[], artworks: Row[]): void {
  const rows = exhibitions.slice(0, 58).flatMap((exhibition) =>
    rowsOf(random.int(2, 12), () => ({
      exhibition_id: Number(exhibition.exhibition_id),
      artwork_id: random.chance(0.01) ? 9999 : Number(random.pick(artworks.slice(0, 290)).artwork_id),
      label_text: random.chance(0.2) ? random.pick([null, ""]) : "See the wall text.",
    })),
  );
  writeTable(db, "exhibition_items", "exhibition_id INTEGER, artwork_id INTEGER, label_text TEXT", rows);
}

function fillLoans(db: Database.Database, random: Random, artworks: Row[]): void {
  const rows = rowsOf(130, (number) => {
    const artwork = random.pick(artworks.slice(40, 240));
    const [borrower, country] = random.pick(BORROWERS);
    const out = random.date("2022-01-10", "2026-11-12");
    const due = addDays(out, random.int(60, 300));
    const back = addDays(due, random.int(-40, 25));
    const returned = back < "2026-11-20" && random.chance(0.92) ? back : null;
    return {
      loan_no: `L-${String(number).padStart(4, "0")}`,
      artwork_id: random.chance(0.02) ? 8888 : Number(artwork.artwork_id),
      borrower: random.chance(0.05) ? borrower.toUpperCase() : borrower,
      borrower_country: random.chance(0.05) ? null : country,
      loaned_on: out,
      due_back_on: due,
      returned_on: returned,
      insurance_value: random.chance(0.2) ? random.int(10, 900) * 1000 : (artwork.insured_value ?? null),
      loan_status:
        returned === null
          ? random.chance(0.1)
            ? "returned"
            : "out"
          : random.chance(0.05)
            ? "out"
            : "returned",
    };
  });
  writeTable(
    db,
    "loans",
    `loan_no TEXT, artwork_id INTEGER, borrower TEXT, borrower_country TEXT, loaned_on TEXT, due_back_on TEXT,
     returned_on TEXT, insurance_value REAL, loan_status TEXT`,
    rows,
  );
}

function fillTreatments(db: Database.Database, random: Random, artworks: Row[], staff: Row[]): void {
  const conservators = staff.filter((one) => one.job_title === "Conservator");
  const rows = rowsOf(170, (number) => {
    const started = random.date("2020-03-02", "2026-11-18");
    const finished = addDays(started, random.chance(0.03) ? -5 : random.int(2, 150));
    return {
      treatment_id: 500 + number,
      artwork_id: random.chance(0.02) ? 7777 : Number(random.pick(artworks.slice(0, 260)).artwork_id),
      conservator_id: random.chance(0.06) ? null : Number(random.pick(conservators).staff_id),
      treatment_type: random.pick(["cleaning", "cleaning", "relining", "varnish removal", "frame repair"]),
      started_on: started,
      finished_on: finished > "2026-11-24" || random.chance(0.1) ? null : finished,
      cost: random.chance(0.06)
        ? null
        : random.chance(0.03)
          ? -random.int(50, 300)
          : random.int(60, 6000) + number,
    };
  });
  writeTable(
    db,
    "conservation_treatments",
    `treatment_id INTEGER, artwork_id INTEGER, conservator_id INTEGER, treatment_type TEXT, started_on TEXT,
     finished_on TEXT, cost REAL`,
    rows,
  );
}

function fillTours(db: Database.Database, random: Random, exhibitions: Row[], staff: Row[]): void {
  const guides = staff.filter((one) => one.job_title === "Guide");
  const rows = rowsOf(240, (number) => {
    const exhibition = random.pick(exhibitions);
    const alone = random.chance(0.4);
    return {
      tour_id: 4000 + number,
      tour_date: random.date("2025-10-01", "2026-12-20"),
      guide_id: random.chance(0.04) ? null : Number(random.pick(guides.slice(0, guides.length - 4)).staff_id),
      exhibition_id: alone ? null : Number(exhibition.exhibition_id),
      gallery_id: alone || random.chance(0.1) ? random.int(1, 26) : Number(exhibition.gallery_id),
      language: random.chance(0.04) ? random.pick(["english", "", null]) : random.pick(LANGUAGES),
      group_size: random.chance(0.03) ? 0 : random.int(3, 34),
      duration_minutes: random.pick([45, 60, 60, 90, 120, 150]),
    };
  });
  writeTable(
    db,
    "guided_tours",
    `tour_id INTEGER, tour_date TEXT, guide_id INTEGER, exhibition_id INTEGER, gallery_id INTEGER, language TEXT,
     group_size INTEGER, duration_minutes INTEGER`,
    rows,
  );
}
