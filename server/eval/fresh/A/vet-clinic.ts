import type Database from "better-sqlite3";
import { addDays, makeRandom, type Random } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { fillVetBilling } from "./vet-billing.ts";
import { BREEDS, CITIES, FIRST_NAMES, LAST_NAMES, PET_NAMES, REASONS, ROLES, WEIGHTS } from "./vet-names.ts";

export const TODAY = "2026-11-26";

/** A veterinary clinic chain: snake_case, declared keys, and the dirt of ten years of front-desk typing. */
export function fillVetClinic(db: Database.Database): void {
  const random = makeRandom(20_261_126);
  fillClinics(db, random);
  const staff = fillStaff(db, random);
  fillOwners(db, random);
  const pets = fillPets(db, random);
  const vets = staff.filter((row) => row.role === "Veterinarian");
  fillVaccinations(db, random, pets, vets);
  const visits = fillVisits(db, random, pets, vets);
  fillVetBilling(db, random, pets, visits);
}

function fillClinics(db: Database.Database, random: Random): void {
  const suffixes = ["Vets", "Animal Hospital", "Pet Care", "Veterinary Surgery"];
  const towns = [...CITIES.slice(0, 11), "Ilkley", "Thirsk"];
  const rows = rowsOf(60, (number) => {
    const city = towns[number % towns.length] as string;
    return {
      clinic_id: number,
      clinic_name: `${city} ${random.pick(["Northgate", "Mill Lane", "Station Road", "Riverside", "Park"])} ${random.pick(suffixes)} ${number}`,
      city,
      postcode: `LS${random.int(1, 29)} ${random.int(1, 9)}AB`,
      phone: random.chance(0.06) ? null : `0113 ${random.digits(7)}`,
      opened_on: random.date("1998-01-05", "2024-06-30"),
      consulting_rooms: random.int(2, 9),
      emergency_service: random.chance(0.3) ? "Yes" : "No",
    };
  });
  writeTable(
    db,
    "clinics",
    `clinic_id INTEGER PRIMARY KEY, clinic_name TEXT NOT NULL, city TEXT, postcode TEXT, phone TEXT,
     opened_on DATE, consulting_rooms INTEGER, emergency_service TEXT`,
    rows,
  );
}

function fillStaff(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(260, (number) => {
    const role = random.pick(ROLES);
    const first = random.pick(FIRST_NAMES);
    const last = random.pick(LAST_NAMES);
    const hired = random.date("2009-02-01", "2026-09-30");
    const left = random.chance(0.15) ? addDays(hired, random.int(60, 2000)) : null;
    return {
      staff_id: number,
      clinic_id: random.int(1, 58),
      full_name: `${first} ${last}`,
      role,
      hired_on: hired,
      left_on: left !== null && left < TODAY ? left : null,
      work_email: `${first}.${last}`.toLowerCase().replace("'", "").concat(`${number}@dalesvets.example`),
      licence_no:
        role !== "Veterinarian"
          ? null
          : random.chance(0.12)
            ? random.pick(["", " "])
            : `V${random.digits(6)}`,
      hourly_rate: role === "Veterinarian" ? random.int(30, 58) : random.int(12, 24) + 0.5,
    };
  });
  writeTable(
    db,
    "staff",
    `staff_id INTEGER PRIMARY KEY, clinic_id INTEGER REFERENCES clinics(clinic_id), full_name TEXT NOT NULL,
     role TEXT, hired_on DATE, left_on DATE, work_email TEXT, licence_no TEXT, hourly_rate REAL`,
    rows,
  );
  return rows;
}

function fillOwners(db: Database.Database, random: Random): void {
  const emails: string[] = [];
  const rows = rowsOf(800, (number) => {
    const first = random.pick(FIRST_NAMES);
    const last = random.pick(LAST_NAMES);
    let email: string | null = `${first}.${last}${number}@mail.example`.toLowerCase().replace("'", "");
    if (random.chance(0.04) && emails.length > 0) email = random.pick(emails);
    else if (random.chance(0.05)) email = email.replace("@", random.pick(["", " at "]));
    else if (random.chance(0.08)) email = random.pick([null, "", "  "]);
    else emails.push(email);
    const city = random.pick(CITIES);
    return {
      owner_id: number,
      first_name: first,
      last_name: last,
      email,
      phone: random.chance(0.14) ? random.pick([null, "", " "]) : `07${random.digits(9)}`,
      city: random.chance(0.05) ? random.pick([city.toUpperCase(), ` ${city}`, null]) : city,
      postcode: `${random.pick(["LS", "YO", "HG", "BD", "S"])}${random.int(1, 29)} ${random.int(1, 9)}XY`,
      registered_on: random.date("2016-01-04", "2026-11-20"),
      date_of_birth: random.chance(0.2) ? null : random.date("1938-01-01", "2007-12-31"),
      newsletter: random.chance(0.4) ? "yes" : "no",
    };
  });
  writeTable(
    db,
    "owners",
    `owner_id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, email TEXT, phone TEXT, city TEXT,
     postcode TEXT, registered_on DATE, date_of_birth DATE, newsletter TEXT`,
    rows,
  );
}

function microchip(random: Random, known: string[]): string | null {
  if (random.chance(0.12)) return random.pick([null, "", " "]);
  if (random.chance(0.03) && known.length > 0) return random.pick(known);
  if (random.chance(0.04)) return `826${random.digits(random.pick([10, 11, 13]))}`;
  const number = `826${random.digits(12)}`;
  known.push(number);
  return number;
}

function fillPets(db: Database.Database, random: Random): Row[] {
  const chips: string[] = [];
  const rows: Row[] = rowsOf(1300, (number) => {
    const species = random.pick(["Dog", "Dog", "Dog", "Cat", "Cat", "Rabbit", "Bird", "Reptile"]);
    const [light, heavy] = WEIGHTS[species] ?? [1, 10];
    const born = random.date("2010-01-01", "2026-09-30");
    return {
      pet_id: number,
      owner_id: random.chance(0.01) ? random.int(900, 940) : random.int(1, 745),
      pet_name: random.pick(PET_NAMES),
      species,
      breed: random.chance(0.06) ? null : random.pick(BREEDS[species] ?? []),
      sex: random.chance(0.03) ? random.pick(["X", "?", "neutered"]) : random.pick(["M", "F", "F", "M", "U"]),
      birth_date: random.chance(0.04) ? null : born,
      weight_kg: random.chance(0.02) ? random.pick([0, -1, null]) : random.decimal(light, heavy, 2),
      microchip_no: microchip(random, chips),
      insurer: random.chance(0.42) ? random.pick(["PawSure", "Fetchwell", "Animal Friends Mutual"]) : null,
      deceased_on: random.chance(0.08) ? random.date(born, TODAY) : null,
    };
  });
  // The front desk registered some animals a second time instead of finding them.
  for (let copy = 0; copy < 14; copy++) {
    const first = random.pick(rows.slice(0, 1300));
    rows.push({ ...first, pet_id: rows.length + 1, microchip_no: null });
  }
  writeTable(
    db,
    "pets",
    `pet_id INTEGER PRIMARY KEY, owner_id INTEGER REFERENCES owners(owner_id), pet_name TEXT, species TEXT,
     breed TEXT, sex TEXT, birth_date DATE, weight_kg REAL, microchip_no TEXT, insurer TEXT, deceased_on DATE`,
    rows,
  );
  return rows;
}

function fillVaccinations(db: Database.Database, random: Random, pets: Row[], vets: Row[]): void {
  const diseases = ["Distemper", "Parvovirus", "Rabies", "Feline Flu", "Leptospirosis", "Myxomatosis"];
  const vaccines = rowsOf(60, (number) => ({
    vaccine_id: number,
    vaccine_name: `${random.pick(["Nobi", "Vangu", "Pure", "Zoe", "Canv"])}${random.pick(["vac", "shield", "ard"])} ${number}`,
    manufacturer: random.pick([
      "Norvet",
      "Biogenix",
      "Aldermoor Pharma",
      "Kestrel Labs",
      "Pennine Bio",
      "Tarn Animal Health",
    ]),
    target_species: random.pick(["Dog", "Dog", "Cat", "Rabbit"]),
    disease: random.pick(diseases),
    duration_months: random.pick([6, 12, 12, 24, 36]),
    price: 15 + number * 0.5,
  }));
  writeTable(
    db,
    "vaccines",
    `vaccine_id INTEGER PRIMARY KEY, vaccine_name TEXT, manufacturer TEXT, target_species TEXT, disease TEXT,
     duration_months INTEGER, price REAL`,
    vaccines,
  );
  const rows = rowsOf(1700, (number) => {
    const given = random.date("2023-01-03", "2026-11-24");
    const vaccine = random.int(1, 52);
    const months = Number(vaccines[vaccine - 1]?.duration_months);
    return {
      vaccination_id: number,
      pet_id: Number(random.pick(pets.slice(0, 1100)).pet_id),
      vaccine_id: vaccine,
      given_on: given,
      valid_until: random.chance(0.03) ? null : addDays(given, Math.round(months * 30.4)),
      batch_no: random.chance(0.07) ? random.pick([null, ""]) : `B${random.digits(5)}`,
      given_by: Number(random.pick(vets).staff_id),
    };
  });
  writeTable(
    db,
    "vaccinations",
    `vaccination_id INTEGER PRIMARY KEY, pet_id INTEGER REFERENCES pets(pet_id),
     vaccine_id INTEGER REFERENCES vaccines(vaccine_id), given_on DATE, valid_until DATE, batch_no TEXT,
     given_by INTEGER REFERENCES staff(staff_id)`,
    rows,
  );
}

function fillVisits(db: Database.Database, random: Random, pets: Row[], vets: Row[]): Row[] {
  const busyVets = vets.slice(0, vets.length - 12);
  const rows = rowsOf(3000, (number) => {
    const vet = random.pick(busyVets);
    const day = random.date("2024-01-02", "2026-11-25");
    return {
      visit_id: number,
      pet_id: random.chance(0.004) ? random.int(2000, 2050) : Number(random.pick(pets.slice(0, 1180)).pet_id),
      clinic_id: random.chance(0.08) ? random.int(1, 58) : Number(vet.clinic_id),
      vet_id: Number(vet.staff_id),
      visit_date: day,
      reason: random.chance(0.05) ? null : random.pick([...REASONS, "annual check", "vaccination"]),
      visit_status: random.pick(["completed", "completed", "completed", "completed", "cancelled", "no show"]),
      follow_up_on: random.chance(0.25)
        ? addDays(day, random.chance(0.06) ? -random.int(1, 300) : random.int(5, 40))
        : null,
      temperature_c: random.chance(0.3)
        ? null
        : random.chance(0.03)
          ? random.pick([3.86, 98.6, 386, 31])
          : random.decimal(37, 41, 1),
    };
  });
  writeTable(
    db,
    "visits",
    `visit_id INTEGER PRIMARY KEY, pet_id INTEGER REFERENCES pets(pet_id),
     clinic_id INTEGER REFERENCES clinics(clinic_id), vet_id INTEGER REFERENCES staff(staff_id), visit_date DATE,
     reason TEXT, visit_status TEXT, follow_up_on DATE, temperature_c REAL`,
    rows,
  );
  return rows;
}
