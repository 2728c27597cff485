import v8 from "node:v8";

/**
 * The way in: `node server/main.ts`. Everything that needs Node's TypeScript support or the database binary is
 * imported after the version was checked, so that an older Node gets a sentence instead of a stack trace.
 */
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Landing KPI needs Node 22.18 or newer; this is Node ${process.versions.node}. Run "npm start", which brings its own.`,
  );
  process.exit(1);
}
// Garbage is collected when the heap has grown by a quarter, not when it has doubled or more: a third less memory under
// load at about the same speed (docs/STORED_ROWS_FIGURES.md). Set here, it holds however the server is started.
v8.setFlagsFromString("--heap-growing-percent=25");
const { startServer } = await import("./start.ts");
await startServer();
