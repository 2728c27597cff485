import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inRoot, nodeTool } from "./project.mjs";

/*
 * The rules of biome.json, tried on files that exist only for this test: a copy of the configuration beside a
 * tree of probes, linted in one go. (Linting from standard input reports no diagnostics.)
 */

interface Diagnostic {
  readonly category: string;
  readonly message: string;
  readonly location: { readonly path: string };
}

let folder: string;
let refused: ReadonlySet<string>;
const probes = new Map<string, string>();

/** Registers a probe beside `file` with this content; returns its path. */
function probe(file: string, content: string): string {
  const path = join(dirname(file), `probe-${probes.size}-${basename(file)}`);
  probes.set(path, content);
  return path;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "landing-kpi-lint-"));
  for (const path of ["biome.json", "scripts/lint"])
    cpSync(inRoot(path), join(folder, path), { recursive: true });
  for (const [path, content] of probes) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const [node = "", ...args] = nodeTool(
    "@biomejs/biome",
    "biome",
    "lint",
    "--vcs-enabled=false",
    "--reporter=json",
  );
  const options = { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 } as const;
  const { stdout } = spawnSync(node, [...args, "--max-diagnostics=none"], options);
  const diagnostics: Diagnostic[] = JSON.parse(stdout).diagnostics;
  const broken = diagnostics.filter(({ message }) => message.includes("errored"));
  if (broken.length > 0) throw new Error(`A lint rule is broken: ${broken[0]?.message}`);
  const directions = diagnostics.filter(
    ({ category }) => category === "plugin" || category.endsWith("/noRestrictedImports"),
  );
  refused = new Set(directions.map(({ location }) => location.path));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The ways to load a module at run time. */
const loads = (specifier: string) => [
  `import { x } from "${specifier}";\nx();\n`,
  `import "${specifier}";\n`,
  `export { x } from "${specifier}";\n`,
  `export * from "${specifier}";\n`,
  `await import("${specifier}");\n`,
  `import { type x } from "${specifier}";\nexport type y = x;\n`,
];

const typeImport = (specifier: string) => `import type { x } from "${specifier}";\nexport type y = x;\n`;

/** Not even types: [file, what it imports]. */
const FORBIDDEN = [
  ["server/engine/compile.ts", "../connectors/connector.ts"],
  ["server/engine/compile.ts", "../../db/database.ts"],
  ["server/engine/compile.ts", "../env.ts"],
  ["server/engine/sql/compile.ts", "../../services/kpis.ts"],
  ["server/engine/sql/compile.ts", "../../contracts/kpis.ts"],
  ["server/contracts/kpis.ts", "../services/kpis.ts"],
  ["server/contracts/kpis.ts", "../engine/index.ts"],
  ["server/contracts/kpis.ts", "../errors.ts"],
  ["server/connectors/connector.ts", "../services/kpis.ts"],
  ["server/connectors/sqlite/source.ts", "../../services/kpis.ts"],
  ["server/connectors/sqlite/source.ts", "../../../db/database.ts"],
  ["server/connectors/sqlite/source.ts", "../../env.ts"],
  ["server/files/inspect.ts", "../services/kpis.ts"],
  ["server/files/inspect.ts", "../engine/graph.ts"],
  ["server/files/inspect.ts", "../../db/database.ts"],
  ["server/files/inspect.ts", "../errors.ts"],
  ["server/files/xlsx/book.ts", "../../services/kpis.ts"],
  ["server/model-reader/reader.ts", "../services/kpis.ts"],
  ["server/model-reader/reader.ts", "../connectors/connector.ts"],
  ["server/model-reader/reader.ts", "../../db/database.ts"],
  ["server/model-reader/reader.ts", "../env.ts"],
  ["server/services/kpis.ts", "../routers/kpis.ts"],
  ["server/services/kpis.ts", "../http/rest.ts"],
  ["server/services/kpis.ts", "../trpc.ts"],
  ["server/services/kpis.ts", "../../app/root.tsx"],
  ["server/routers/kpis.ts", "../../db/queries/kpis.ts"],
  ["server/routers/kpis.ts", "../engine/index.ts"],
  ["server/routers/kpis.ts", "../model-reader/reader.ts"],
  ["server/routers/kpis.ts", "../connectors/connector.ts"],
  ["server/routers/kpis.ts", "../files/inspect.ts"],
  ["server/routers/kpis.ts", "../http/rest.ts"],
  ["server/http/rest.ts", "../../db/queries/kpis.ts"],
  ["server/http/rest.ts", "../engine/index.ts"],
  ["server/main.ts", "../app/root.tsx"],
  ["server/eval/main.ts", "../../app/root.tsx"],
  ["db/database.ts", "../server/env.ts"],
  ["db/queries/kpis.ts", "../../server/engine/graph.ts"],
  ["db/demo/generate.ts", "../../app/root.tsx"],
  ["app/routes/landing-kpi.tsx", "../../db/database.ts"],
  ["app/root.tsx", "../db/database.ts"],
] as const;

/** Types yes, code no. */
const TYPES_ONLY = [
  ["app/root.tsx", "../server/router.ts"],
  ["app/routes/landing-kpi.tsx", "../../server/services/kpis.ts"],
  ["app/lib/api.server.ts", "../../server/errors.ts"],
  ["server/connectors/connector.ts", "../engine/graph.ts"],
  ["server/connectors/sqlite/source.ts", "../../engine/result.ts"],
] as const;

const ALLOWED = [
  ["server/engine/compile.ts", "./sql/compile.ts"],
  ["server/engine/sql/compile.ts", "../graph.ts"],
  ["server/engine/compile.ts", "kysely"],
  ["server/contracts/executions.ts", "../engine/graph.ts"],
  ["server/contracts/executions.ts", "./kpis.ts"],
  ["server/connectors/sqlite/source.ts", "../connector.ts"],
  ["server/files/load.ts", "../connectors/sqlite/quote.ts"],
  ["server/files/xlsx/book.ts", "../file-error.ts"],
  ["server/services/files.ts", "../files/inspect.ts"],
  ["server/model-reader/reader.ts", "../engine/graph.ts"],
  ["server/services/kpis.ts", "../model-reader/reader.ts"],
  ["server/services/kpis.ts", "../../db/queries/kpis.ts"],
  ["server/services/kpis.ts", "../engine/index.ts"],
  ["server/services/kpis.ts", "../connectors/connector.ts"],
  ["server/services/kpis.ts", "../contracts/kpis.ts"],
  ["server/services/kpis.ts", "../errors.ts"],
  ["server/routers/kpis.ts", "../services/kpis.ts"],
  ["server/routers/kpis.ts", "../contracts/kpis.ts"],
  ["server/routers/kpis.ts", "../trpc.ts"],
  ["server/http/rest.ts", "../router.ts"],
  ["server/http/rest.ts", "../contracts/kpis.ts"],
  ["server/main.ts", "./services/kpis.ts"],
  ["server/main.ts", "../db/database.ts"],
  ["db/queries/kpis.ts", "../schema/store.ts"],
  ["app/routes/landing-kpi.tsx", "../../server/contracts/kpis.ts"],
  ["app/routes/landing-kpi.tsx", "../components/field.tsx"],
  ["app/root.tsx", "./components/field.tsx"],
] as const;

describe("import directions", () => {
  for (const [file, specifier] of FORBIDDEN) {
    const paths = [typeImport(specifier), ...loads(specifier)].map((content) => probe(file, content));
    it(`${file} may not import ${specifier}, not even its types`, () => {
      for (const path of paths) expect(refused, probes.get(path)).toContain(path);
    });
  }

  for (const [file, specifier] of TYPES_ONLY) {
    const harmless = probe(file, typeImport(specifier));
    const paths = loads(specifier).map((content) => probe(file, content));
    it(`${file} may import ${specifier} as types only`, () => {
      expect(refused).not.toContain(harmless);
      for (const path of paths) expect(refused, probes.get(path)).toContain(path);
    });
  }

  for (const [file, specifier] of ALLOWED) {
    const paths = [typeImport(specifier), ...loads(specifier)].map((content) => probe(file, content));
    it(`${file} may import ${specifier}`, () => {
      for (const path of paths) expect(refused, probes.get(path)).not.toContain(path);
    });
  }
});
