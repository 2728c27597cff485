import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MISSING, type RestClient, SAMPLE, startRestClient } from "../testing/rest-client.ts";
import { temporaryFolder } from "../testing/started-server.ts";
import { buildClientPackage } from "./package/build.ts";

/** The client as services have it: packed, installed beside its one peer, compiled and run by themselves. */

const ROOT = path.resolve(import.meta.dirname, "../..");
const EXAMPLE = path.join(ROOT, "docs/examples/nightly-check");
const run = promisify(execFile);

let folder: ReturnType<typeof temporaryFolder>;
let service: string;

/** What `npm install` would put there, without a registry: the peer and the compiler are linked. */
beforeAll(async () => {
  folder = temporaryFolder();
  service = path.join(folder.path, "service");
  fs.cpSync(EXAMPLE, service, { recursive: true });
  const built = path.join(folder.path, "package");
  buildClientPackage(built);
  const { stdout } = await run("npm", ["pack", built, "--json"], { cwd: folder.path });
  const [{ filename }] = JSON.parse(stdout);
  const installed = path.join(service, "node_modules/landing-kpi");
  fs.mkdirSync(installed, { recursive: true });
  await run("tar", ["-xzf", path.join(folder.path, filename), "-C", installed, "--strip-components=1"]);
  for (const name of ["@trpc", "@types"])
    fs.symlinkSync(
      path.join(ROOT, "node_modules", name),
      path.join(service, "node_modules", name),
      "junction",
    );
});

afterAll(() => folder?.remove());

/** What the compiler says of the service; nothing when all is well. */
async function compile(...options: string[]): Promise<string> {
  const tsc = path.join(ROOT, "node_modules/typescript/bin/tsc");
  return run(process.execPath, [tsc, "--noEmit", ...options], { cwd: service }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

describe("the packed client", () => {
  test.each([
    ["Node's own resolution", ["--module", "NodeNext", "--moduleResolution", "NodeNext"]],
    ["a bundler's", ["--module", "ESNext", "--moduleResolution", "Bundler"]],
  ])("compiles under strict with %s", async (_whose, options) => {
    expect(await compile(...options)).toBe("");
  });

  test("knows what procedures take and answer", async () => {
    const wrong = path.join(service, "wrong.ts");
    fs.writeFileSync(
      wrong,
      `import { createLandingKpiClient } from "landing-kpi/client";
const { api, run } = createLandingKpiClient({ url: "http://127.0.0.1:3000" });
export const name: string = (await api.kpis.get.query({ kpi_id: 1 })).kpi.name;
export const id: string = (await api.kpis.get.query({ kpi_id: 1 })).kpi.id;
await api.kpis.get.query({ kpi: 1 });
await api.kpis.get.mutate({ kpi_id: 1 });
await api.kpis.shred.mutate({});
await run({ kpi_id: 1, kg_name: "SHOP" });
`,
    );
    const said = await compile();
    fs.rmSync(wrong);
    const lines = [...said.matchAll(/^wrong\.ts\((\d+),/gm)].map(([, line]) => Number(line));
    expect(lines).toEqual([4, 5, 6, 7, 8]);
  });

  test("needs nothing but its peer, and has no file of the server", () => {
    const installed = path.join(service, "node_modules/landing-kpi");
    const { dependencies, peerDependencies } = JSON.parse(
      fs.readFileSync(path.join(installed, "package.json"), "utf8"),
    );
    expect([dependencies, Object.keys(peerDependencies)]).toEqual([undefined, ["@trpc/client"]]);
    const files = fs.readdirSync(installed, { recursive: true }).map(String);
    expect(files.filter((name) => /\.ts$/.test(name) && !/\.d\.ts$/.test(name))).toEqual([]);
    expect(files.filter((name) => name.includes("server"))).toEqual([]);
  });
});

describe("the example service", () => {
  let rest: RestClient;
  beforeAll(async () => {
    rest = await startRestClient();
  });
  afterAll(() => rest?.close());

  const check = (...args: string[]) =>
    run(process.execPath, ["check.ts", ...args], {
      cwd: service,
      env: { ...process.env, LANDING_KPI_URL: rest.url },
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    );

  test("executes a KPI, shows its first rows and downloads them all", async () => {
    const { name } = await rest.createKpi(MISSING);
    const { code, stdout, stderr } = await check(name, SAMPLE.kg_name);
    expect({ code, stderr: stderr.replace(/^\w+: \d+ rows$/gm, "").trim() }).toEqual({ code: 0, stderr: "" });
    const [value = "", ...rows] = stdout.trim().split("\n");
    expect(rows.map((row) => typeof JSON.parse(row))).toEqual(["object", "object", "object"]);
    const csv = fs.readFileSync(path.join(service, "rows.csv"), "utf8").trim().split(/\r?\n/);
    expect(value).toBe(`${name}: ${csv.length - 1}`);
  });

  test("says in a sentence what the server refuses", async () => {
    const { name } = await rest.createKpi(MISSING);
    const { code, stderr } = await check(name, "NOWHERE");
    expect(code).toBe(2);
    expect(stderr).toMatch(/NOWHERE.* \(not_found, request [\w-]{8,}\)/);
  });
});
