import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Graph } from "../engine/index.ts";
import { graphFromSuite } from "./graph-from-suite.ts";

/** A line of `questions.jsonl`; the rest of it is for whoever judges the answers. */
export interface Question {
  readonly id: string;
  readonly database: string;
  readonly definition: string;
}

export interface Suite {
  readonly questions: readonly Question[];
  /** The graph of one of its databases, made when it is first asked for. */
  graphOf(database: string): Graph;
}

/** Reads the suite in a folder. @throws {Error} when there are no questions in it */
export function openSuite(folder: string): Suite {
  const file = join(folder, "questions.jsonl");
  if (!existsSync(file)) throw new Error(`There is no ${file}.`);
  const home = homeOf(folder);
  const graphs = new Map<string, Graph>();
  return {
    questions: readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => {
        const { id, database, definition, question } = JSON.parse(line);
        return { id, database, definition: definition ?? question ?? "" };
      }),
    graphOf(database) {
      const graph =
        graphs.get(database) ??
        graphFromSuite(
          join(home, "databases", `${database}.sqlite`),
          join(home, "graphs", `${database}.json`),
          database,
        );
      graphs.set(database, graph);
      return graph;
    },
  };
}

/** The folder that holds a suite's databases and graphs: its own, or that of the suite it names. */
function homeOf(suite: string): string {
  const file = join(suite, "suite.json");
  if (!existsSync(file)) return suite;
  const named: unknown = JSON.parse(readFileSync(file, "utf8")).databases;
  return typeof named === "string" ? resolve(suite, named) : suite;
}
