import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/started-server.ts";
import { answeredOf, probe } from "./probes.ts";
import { openSuite } from "./suite.ts";

const FRESH = fileURLToPath(new URL("./fresh", import.meta.url));
const HANDS = readdirSync(FRESH).filter((name) => /^[A-Z]$/.test(name));
const TODAY = "2026-11-26";
/** One in so many definitions of each hand: all of them take minutes, `npm run eval:probe` asks any number. */
const SHARE = 5;

describe("words put into answered definitions of people", () => {
  it.each(HANDS)("are heard or reported: %s", async (hand) => {
    const folder = temporaryFolder();
    try {
      const { buildDatabases } = await import(join(FRESH, hand, "databases.ts"));
      cpSync(join(FRESH, hand), folder.path, { recursive: true });
      buildDatabases(join(folder.path, "databases"));
      const suite = openSuite(folder.path);
      const questions = suite.questions.filter((_, i) => i % SHARE === 0);
      const answered = answeredOf({ ...suite, questions }, TODAY);
      expect(answered.length).toBeGreaterThan(5);
      const { conditions, unknown } = probe(answered, { today: TODAY, count: 30, seed: hand.charCodeAt(0) });
      expect(conditions.lost).toEqual([]);
      expect(unknown.lost).toEqual([]);
    } finally {
      folder.remove();
    }
  });
});
