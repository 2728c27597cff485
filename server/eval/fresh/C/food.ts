import type Database from "better-sqlite3";
import { makeRandom, type Random, round } from "../random.ts";
import { type Row, rowsOf, writeTable } from "../tables.ts";
import { INGREDIENTS, PRODUCTS, STAFF, SUPPLIERS, TOWNS, VARIANTS } from "./food-names.ts";
import { fillFoodPlant } from "./food-plant.ts";

/** A food manufacturer on an old ERP: capitals, prefixes and short names, and no key declared anywhere. */
export function fillFood(db: Database.Database): void {
  const random = makeRandom(77_310);
  const suppliers = fillSuppliers(db, random);
  const ingredients = fillIngredients(db, random, suppliers);
  const locations = fillLocations(db, random);
  const recipes = fillRecipes(db, random);
  fillRecipeLines(db, random, recipes, ingredients);
  fillFoodPlant(db, random, { recipes, ingredients, locations });
}

function supplierName(number: number): string {
  const name = SUPPLIERS[(number - 1) % SUPPLIERS.length] as string;
  const suffix = ["", " GmbH", " S.r.l.", " B.V."][Math.floor((number - 1) / SUPPLIERS.length)] as string;
  // The same firm was entered twice under two numbers.
  if (number === 64) return "Kornkraft GmbH";
  return number === 79 ? "Sole Mio" : `${name}${suffix}`;
}

function fillSuppliers(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(80, (number) => {
    const [city, country] = random.pick(TOWNS);
    const name = supplierName(number);
    const mail = `sales@${name.toLowerCase().replace(/[^a-z]/g, "")}.example`;
    const certificate = random.pick(["IFS", "IFS", "BRC", "FSSC", null, " "]);
    return {
      SUPP_NO: `S${1000 + number}`,
      SUPP_NM: name,
      CTY: city,
      CTRY_CD: random.chance(0.05) ? country.toLowerCase() : country,
      EMAIL: random.chance(0.09)
        ? random.chance(0.5)
          ? ""
          : null
        : random.chance(0.05)
          ? mail.replace("@", "(at)")
          : mail,
      CERT_TYP: certificate,
      CERT_EXP_DT: (certificate ?? " ") === " " ? null : random.date("2026-01-15", "2028-12-31"),
      RTG: random.chance(0.04) ? random.pick([0, 9]) : random.int(1, 5),
      BLK_FLG: random.chance(0.14) ? "Y" : "N",
      PAY_DAYS: random.pick([14, 30, 30, 45, 60, 90]),
    };
  });
  writeTable(
    db,
    "M_SUPP",
    "SUPP_NO TEXT, SUPP_NM TEXT, CTY TEXT, CTRY_CD TEXT, EMAIL TEXT, CERT_TYP TEXT, CERT_EXP_DT DATE, RTG INTEGER, BLK_FLG TEXT, PAY_DAYS INTEGER",
    rows,
  );
  return rows;
}

function fillIngredients(db: Database.Database, random: Random, suppliers: Row[]): Row[] {
  const names = Object.entries(INGREDIENTS).flatMap(([group, list]) => list.map((name) => ({ group, name })));
  const rows = rowsOf(90, (number) => {
    const { group, name } = names[(number - 1) % names.length] as (typeof names)[number];
    const allergens: Record<string, string> = { Dairy: "MILK", Nuts: "NUTS", Grains: "GLUTEN" };
    return {
      ING_CD: number === 58 ? "NG0058" : `ING${String(number).padStart(4, "0")}`,
      ING_NM: number <= names.length ? name : `${name} Organic`,
      ING_GRP: group,
      // The last suppliers deliver nothing that a recipe needs.
      SUPP_NO: random.chance(0.04)
        ? null
        : random.chance(0.04)
          ? "S2999"
          : (suppliers[random.int(0, 65)]?.SUPP_NO as string),
      UOM: random.chance(0.05) ? "kg" : random.pick(["KG", "KG", "KG", "L"]),
      STD_CST: random.chance(0.03) ? 0 : random.decimal(0.4, 22, 2),
      ALRG_CD: allergens[group] ?? null,
      ORG_FLG: number > names.length ? "Y" : "N",
      MIN_STK: random.int(1, 40) * 50,
      STK_KG: random.int(0, 2_400),
    };
  });
  writeTable(
    db,
    "M_INGR",
    "ING_CD TEXT, ING_NM TEXT, ING_GRP TEXT, SUPP_NO TEXT, UOM TEXT, STD_CST NUMERIC, ALRG_CD TEXT, ORG_FLG TEXT, MIN_STK NUMERIC, STK_KG NUMERIC",
    rows,
  );
  return rows;
}

function fillLocations(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(64, (number) => {
    const zone = random.pick(["Ambient", "Ambient", "Chilled", "Frozen"]);
    const low = { Ambient: 12, Chilled: 2, Frozen: -24 }[zone] as number;
    return {
      LOC_CD: number % 31 === 0 ? `L${number}` : `LOC-${String(number).padStart(3, "0")}`,
      LOC_NM: `${zone} bay ${number}`,
      SITE: random.pick(["Lüneburg", "Parma", "Poznan"]),
      ZONE: zone,
      CAP_KG: random.chance(0.06) ? null : random.int(4, 60) * 500,
      TMP_MIN: low,
      TMP_MAX: number % 21 === 0 ? low - 1 : low + random.int(4, 8),
      ACT_FLG: random.chance(0.15) ? "N" : "Y",
    };
  });
  writeTable(
    db,
    "M_LOC",
    "LOC_CD TEXT, LOC_NM TEXT, SITE TEXT, ZONE TEXT, CAP_KG NUMERIC, TMP_MIN NUMERIC, TMP_MAX NUMERIC, ACT_FLG TEXT",
    rows,
  );
  return rows;
}

function fillRecipes(db: Database.Database, random: Random): Row[] {
  const rows = rowsOf(88, (number) => {
    const [name, family, days] = PRODUCTS[(number - 1) % PRODUCTS.length] as (typeof PRODUCTS)[number];
    const variant = VARIANTS[Math.floor((number - 1) / PRODUCTS.length)] as string;
    const state = random.pick(["Active", "Active", "Active", "Active", "Draft", "Retired"]);
    return {
      RCP_CD: `R${String(100 + number)}`,
      RCP_NM: number === 71 ? "Lentil Soup Organic" : `${name} ${variant}`.trim(),
      PRD_FAM: random.chance(0.04) ? null : family,
      VRS_NO: random.int(1, 9),
      YLD_KG: random.int(2, 30) * 100,
      SHLF_DAYS: days,
      STAT: state,
      APRV_DT: state === "Draft" || random.chance(0.06) ? null : random.date("2021-02-01", "2026-10-30"),
      APRV_BY: random.chance(0.12) ? " " : random.pick(STAFF),
    };
  });
  writeTable(
    db,
    "M_RCP",
    "RCP_CD TEXT, RCP_NM TEXT, PRD_FAM TEXT, VRS_NO INTEGER, YLD_KG NUMERIC, SHLF_DAYS INTEGER, STAT TEXT, APRV_DT DATE, APRV_BY TEXT",
    rows,
  );
  return rows;
}

function fillRecipeLines(db: Database.Database, random: Random, recipes: Row[], ingredients: Row[]): void {
  // The newest recipes have no lines yet, and the last ingredients are in no recipe.
  const rows = recipes.slice(0, 82).flatMap((recipe) => {
    const first = random.int(0, 84);
    return rowsOf(random.int(4, 10), (line) => ({
      RCP_CD: recipe.RCP_CD as string,
      LIN_NO: line,
      ING_CD: random.chance(0.01) ? "ING0999" : (ingredients[(first + line * 7) % 85]?.ING_CD as string),
      QTY_KG: random.chance(0.015) ? 0 : round(Number(recipe.YLD_KG) * random.decimal(0.01, 0.3, 4), 2),
      LOSS_PCT: random.chance(0.02) ? -1 : random.int(0, 12),
    }));
  });
  const again = rows.filter((_, index) => index % 120 === 60).map((row) => ({ ...row, LIN_NO: 20 }));
  writeTable(db, "T_RCP_LIN", "RCP_CD TEXT, LIN_NO INTEGER, ING_CD TEXT, QTY_KG NUMERIC, LOSS_PCT NUMERIC", [
    ...rows,
    ...again,
  ]);
}
