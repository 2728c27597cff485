import path from "node:path";
import { buildClientPackage } from "./build.ts";

/** `npm run build:client`: the client as a package, for `npm pack` and `npm install`. */
const folder = path.resolve(process.argv[2] ?? "build/package");
buildClientPackage(folder);
console.log(
  `The client's package is in ${folder}. "npm pack ${folder}" makes a file of it that services can install.`,
);
