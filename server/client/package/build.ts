import fs from "node:fs";
import path from "node:path";
import ts from "typescript";
import { writtenOutTypes } from "./types.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const SOURCES = path.join(ROOT, "server/client");
const TYPES = path.join(SOURCES, "api.ts");
/** All that the client needs at run time besides Node and itself. */
const PEER = "@trpc/client";

/**
 * Writes the client as a package into an empty folder: JavaScript, since Node strips no types in node_modules, and
 * types that need nothing else. Throws when the sources do not compile, or import what the package does not have.
 */
export function buildClientPackage(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(path.join(folder, "client"), { recursive: true });
  const program = clientProgram();
  const sources = program.getRootFileNames().filter((file) => file !== TYPES);
  for (const file of sources)
    program.emit(program.getSourceFile(file), (name, text) => {
      fs.writeFileSync(path.join(folder, "client", path.basename(name)), asPackaged(name, text));
    });
  const contracts = path.join(ROOT, "server/contracts");
  fs.writeFileSync(path.join(folder, "client/api.d.ts"), writtenOutTypes(program, TYPES, contracts));
  fs.writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(manifest(), null, 2)}\n`);
  fs.writeFileSync(path.join(folder, "README.md"), README);
}

function clientProgram(): ts.Program {
  const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const files = fs
    .readdirSync(SOURCES)
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .map((name) => path.join(SOURCES, name));
  const program = ts.createProgram(files, {
    ...options,
    ...{ noEmit: false, declaration: true, rewriteRelativeImportExtensions: true, outDir: "/package" },
  });
  const problems = files.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
  if (problems.length > 0)
    throw new Error(ts.formatDiagnostics(problems, { ...HOST, getCurrentDirectory: () => ROOT }));
  return program;
}

const HOST = { getCanonicalFileName: (name: string) => name, getNewLine: () => "\n" };

/** Declarations keep the names of the sources in their imports. */
function asPackaged(name: string, text: string): string {
  const packaged = text.replace(/(from "\.\/[\w-]+)\.ts"/g, '$1.js"');
  for (const [, from = ""] of packaged.matchAll(/\b(?:from|import)\s*\(?"([^"]+)"/g))
    if (!/^(node:[\w/]+|\.\/[\w-]+\.js)$/.test(from) && from !== PEER)
      throw new Error(`${name} imports "${from}", which the package does not have.`);
  return packaged;
}

/** Of the product's own, what is about the client. */
function manifest(): object {
  const product = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"));
  const { name, version, license, type, engines, exports, dependencies } = product;
  const inPackage = JSON.parse(JSON.stringify(exports).replaceAll("./build/package/", "./"));
  return {
    ...{ name, version, description: "The client of Landing KPI, for TypeScript services.", license, type },
    engines: { node: engines.node },
    exports: inPackage,
    files: ["client"],
    peerDependencies: { [PEER]: dependencies[PEER] },
  };
}

const README = `# The client of Landing KPI

\`\`\`ts
import { createLandingKpiClient } from "landing-kpi/client";
\`\`\`

It comes from a checkout of Landing KPI, whose developer guide says how it is used. A service needs \`@trpc/client\` beside it.
`;
