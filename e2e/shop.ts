import fs from "node:fs";
import path from "node:path";
import type { APIRequestContext } from "@playwright/test";
import SQLite from "better-sqlite3";
import { expect } from "./fixtures.ts";

/** Two tables that belong together without saying so; the name of the file. */
export function givenShop(dataFolder: string, name: string): string {
  const folder = path.join(dataFolder, "sources");
  fs.mkdirSync(folder, { recursive: true });
  const file = `${name.replaceAll(" ", "_")}.db`;
  const db = new SQLite(path.join(folder, file));
  db.exec(`
    CREATE TABLE customers (customer_no TEXT, city TEXT);
    CREATE TABLE orders (order_id INTEGER PRIMARY KEY, customer_no TEXT, amount REAL);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
      INSERT INTO customers SELECT 'C-' || (1000 + i * 7), CASE i % 3 WHEN 0 THEN 'Porto' ELSE 'Lyon' END FROM n;
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
      INSERT INTO orders SELECT i, 'C-' || (1000 + (1 + i % 40) * 7), i * 1.5 FROM n;`);
  db.close();
  return file;
}

/** Changes the source of a shop. */
export function changeShop(dataFolder: string, file: string, script: string): void {
  const db = new SQLite(path.join(dataFolder, "sources", file));
  db.exec(script);
  db.close();
}

interface Shop {
  /** The name of the source's file. */
  readonly file: string;
  readonly sourceId: number;
}

/** A shop, its source and a knowledge graph of it, which all go by `name`; `script` adds what only this shop has. */
export async function givenGraph(
  request: APIRequestContext,
  dataFolder: string,
  name: string,
  script = "",
): Promise<Shop> {
  const file = givenShop(dataFolder, name);
  changeShop(dataFolder, file, script);
  const source = await request.post("/v1/sources", { data: { name, db_type: "sqlite", file } });
  const sourceId = (await source.json()).source.id;
  await makeGraph(request, sourceId, name);
  return { file, sourceId };
}

/** Makes a graph of a source, or makes it again, and waits for the end; the build's id. */
export async function makeGraph(
  request: APIRequestContext,
  source_id: number,
  kg_name: string,
): Promise<number> {
  const begun = await request.post("/v1/kg", { data: { kg_name, source_id } });
  const { id } = (await begun.json()).build;
  const status = async () => (await (await request.get(`/v1/kg-builds/${id}`)).json()).build.status;
  await expect.poll(status, { timeout: 30_000 }).toBe("done");
  return id;
}
