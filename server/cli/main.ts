import { run } from "./run.ts";

/** The way in: `npx landing-kpi ...`. */
process.exitCode = await run(process.argv.slice(2), process);
