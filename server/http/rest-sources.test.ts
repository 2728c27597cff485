import fs from "node:fs";
import path from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RestClient, startRestClient } from "../testing/rest-client.ts";
import { temporaryFolder } from "../testing/started-server.ts";

/** The registry of sources over REST: what may be connected, by whom, and what becomes of it. */

const SOURCES = "/v1/sources";
const TOKEN = "a-token-for-tests-1";
const ADMINISTRATOR = { Authorization: `Bearer ${TOKEN}` };
const folder = temporaryFolder();
let rest: RestClient;

beforeAll(async () => {
  makeDatabase("sales.db");
  makeDatabase("more sales.db");
  fs.writeFileSync(path.join(folder.path, "notes.db"), "no database at all, however long this text gets");
  rest = await startRestClient({ SOURCE_FOLDERS: folder.path });
});

afterAll(async () => {
  await rest?.close();
  folder.remove();
});

function makeDatabase(name: string): void {
  const db = new SQLite(path.join(folder.path, name));
  db.exec(
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, amount REAL); INSERT INTO orders (amount) VALUES (1.5)",
  );
  db.close();
}

async function connect(name: string, file: string) {
  return rest.call("POST", SOURCES, { name, db_type: "sqlite", file });
}

describe("a source", () => {
  test("is connected, listed, changed, tested and deleted", async () => {
    const { status, body } = await connect("Sales", "sales.db");
    expect(status).toBe(201);
    const file = path.join(fs.realpathSync(folder.path), "sales.db");
    expect(body.source).toMatchObject({ name: "Sales", db_type: "sqlite", file, graphs: [] });
    const one = `${SOURCES}/${body.source.id}`;
    expect((await rest.call("GET", one)).body.source).toEqual(body.source);
    const { sources } = (await rest.call("GET", SOURCES)).body;
    expect(sources.map((source: { name: string }) => source.name)).toEqual(["newdqschema", "Sales"]);

    const changed = await rest.call("PUT", one, { name: "More", db_type: "sqlite", file: "more sales.db" });
    expect(changed.body.source).toMatchObject({ id: body.source.id, name: "More" });
    expect((await rest.call("POST", `${one}/test`)).body).toEqual({
      success: true,
      message: expect.stringMatching(/^Connected to SQLite 3/),
      product: expect.stringMatching(/^SQLite 3/),
      schemas: ["more sales"],
      elapsed_ms: expect.any(Number),
    });

    expect((await rest.call("DELETE", one)).status).toBe(200);
    expect((await rest.call("GET", one)).status).toBe(404);
    expect(fs.existsSync(file)).toBe(true);
  });

  test.each([
    ["no name", { name: " " }, "name"],
    ["a type that there is not", { db_type: "access" }, "db_type"],
    ["no file", { file: undefined }, "file"],
    ["a file elsewhere", { file: "/etc/hostname" }, "file"],
    ["a file that is no database", { file: "notes.db" }, "file"],
    ["a name that is taken", { name: "newdqschema" }, "name"],
    ["a field that does not exist", { path: "sales.db" }, "path"],
  ])("with %s is refused by field", async (_what, change, field) => {
    const request = { name: "Refused", db_type: "sqlite", file: "sales.db", ...change };
    const { status, body } = await rest.call("POST", SOURCES, request);
    expect(status).toBe(request.name === "newdqschema" ? 409 : 422);
    expect(body.errors[0]).toEqual({ field, message: expect.stringMatching(/\w+ \w+/) });
  });

  test("that does not work is told with success false when it is only tested", async () => {
    const request = { name: "Notes", db_type: "sqlite", file: "notes.db" };
    const { status, body } = await rest.call("POST", `${SOURCES}/test`, request);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      success: false,
      product: null,
      message: expect.stringContaining("notes.db"),
    });
  });

  test("that a graph is about is kept, and the refusal names the graph", async () => {
    const { sources } = (await rest.call("GET", SOURCES)).body;
    const sample = sources.find((source: { graphs: string[] }) => source.graphs.includes("KG_101"));
    const { status, body } = await rest.call("DELETE", `${SOURCES}/${sample.id}`);
    expect(status).toBe(409);
    expect(body.message).toContain("KG_101");
  });
});

describe("a server that has an administrator's token", () => {
  let guarded: RestClient;
  const request = { name: "Sales", db_type: "sqlite", file: "sales.db" };

  beforeAll(async () => {
    guarded = await startRestClient({ SOURCE_FOLDERS: folder.path, ADMIN_TOKEN: TOKEN });
  });
  afterAll(() => guarded?.close());

  test("lets nobody change sources without it", async () => {
    const others: Record<string, string>[] = [
      {},
      { Authorization: "Bearer something-else-1" },
      { Cookie: "administrator=1" },
    ];
    for (const headers of others) {
      const { status, body } = await guarded.call("POST", SOURCES, request, headers);
      expect(status).toBe(403);
      expect(body.message).toContain("/admin");
    }
    expect((await guarded.call("POST", `${SOURCES}/test`, request)).status).toBe(403);
    expect((await guarded.call("GET", SOURCES)).status).toBe(200);
  });

  test("lets whoever has it", async () => {
    expect((await guarded.call("POST", SOURCES, request, ADMINISTRATOR)).status).toBe(201);
  });
});

test("a server that listens beyond its machine lets whoever has the token in, and nobody else", async () => {
  const settings = { SOURCE_FOLDERS: folder.path, HOST: "0.0.0.0", ADMIN_TOKEN: TOKEN };
  const open = await startRestClient(settings);
  try {
    const request = { name: "x", db_type: "sqlite", file: "sales.db" };
    const { status, body } = await open.call("POST", SOURCES, request);
    expect(status).toBe(401);
    expect(body.message).toContain("/setup");
    expect((await open.call("POST", SOURCES, request, ADMINISTRATOR)).status).toBe(201);
  } finally {
    await open.close();
  }
});
