import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { insertAccount } from "../../db/queries/accounts.ts";
import { insertApiKey } from "../../db/queries/api-keys.ts";
import type { Db } from "../../db/schema/store.ts";
import { httpApp } from "../http/app.ts";
import { listen } from "../http/listen.ts";
import { pageHandler } from "../http/pages.ts";
import { KEY_PREFIX } from "../services/api-keys.ts";
import { lifeSign } from "../services/life-sign.ts";
import { newToken, tokenHash } from "../services/secret-tokens.ts";
import { quantile } from "./measure.ts";
import { type OpenedProduct, openProduct } from "./product.ts";
import { alignedTable } from "./table.ts";

/** Milliseconds, the median: the page of the KPI list, the same over REST, and that over HTTP as programs call it. */
export interface AccountFigures {
  readonly who: string;
  readonly page: number;
  readonly rest: number;
  readonly http: number;
}

type Figure = "page" | "rest" | "http";

const KPIS = 50;
const ROUNDS = 200;
const KEYS = 1_000;
const REST = "/v1/landing-kpi/kpis?limit=50";
const HOST = "127.0.0.1";
const FAR = Date.now() + 30 * 24 * 3_600_000;

const FIGURES: readonly Figure[] = ["page", "rest", "http"];

type Headers = Readonly<Record<string, string>>;

/**
 * What accounts cost: three stores that differ in nothing else, asked in turns within one process. Without HTTP all that
 * is measured is ours, with it what a program on this machine waits for. The pages have to be built.
 */
export async function measureAccounts(accounts: number): Promise<AccountFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), "landing-kpi-bench-"));
  const products: OpenedProduct[] = [];
  const servers: Awaited<ReturnType<typeof listen>>[] = [];
  const open = async (name: string) => {
    const product = await openProduct(join(folder, `${name}.db`));
    products.push(product);
    for (let n = 1; n <= KPIS; n++)
      await product.db
        .insertInto("kpi_definitions")
        .values({ name: `KPI ${n}`, nl_definition: "RBP GPU rows which are not in OPS Excel" } as never)
        .execute();
    return product;
  };
  try {
    const [none, one, many] = [await open("none"), await open("one"), await open("many")];
    const only = await people(one.db, 1);
    const [administrator, editor] = await people(many.db, accounts);
    const key = await keys(many.db);
    const { handle } = await pageHandler(true);
    const ask = async ({ services }: OpenedProduct) => {
      const web = { host: HOST, allowedHosts: [], adminToken: null, setupCode: "not used here" };
      const log = { requestLog: false, lifeSign: lifeSign("this bench") };
      const more = { trustProxy: false, production: true, ...log, clientFolder: undefined };
      const app = httpApp({ ...web, ...more }, services, handle);
      const server = await listen(app.fetch, { host: HOST, port: 0 }, undefined);
      servers.push(server);
      return async (path: string, headers: Headers, overHttp: boolean) => {
        const init = { headers: { host: HOST, accept: "text/html", ...headers } };
        const answer = overHttp
          ? await fetch(`${server.url}${path}`, { headers })
          : await app.fetch(new Request(`http://${HOST}${path}`, init));
        const text = await answer.text();
        if (answer.status !== 200 || !text.includes(`KPI ${KPIS}`))
          throw new Error(`${path} answered ${answer.status}, or without the KPIs.`);
      };
    };
    const askMany = await ask(many);
    const counted = `${accounts.toLocaleString("en")} accounts, ${KEYS.toLocaleString("en")} keys`;
    return await inTurns([
      { who: "no accounts", ask: await ask(none), headers: {} },
      { who: "one account, an administrator", ask: await ask(one), headers: session(only[0]) },
      { who: `${counted}: an administrator`, ask: askMany, headers: session(administrator) },
      { who: `${counted}: an editor`, ask: askMany, headers: session(editor) },
      { who: `${counted}: a key`, ask: askMany, headers: { authorization: `Bearer ${key}` } },
    ]);
  } finally {
    for (const server of servers) {
      server.stopListening();
      await server.close();
    }
    for (const product of products) await product.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What was measured as a table for people: milliseconds, and what each takes for one without accounts. */
export function accountsTable(figures: readonly AccountFigures[]): string {
  const [first] = figures;
  const ratio = (figure: Figure, row: AccountFigures) =>
    `${(row[figure] / (first?.[figure] ?? Number.NaN)).toFixed(2)}x`;
  return alignedTable([
    ["list of KPIs", "page ms", "of none", "REST ms", "of none", "over HTTP ms", "of none"],
    ...figures.map((row) => [
      row.who,
      ...FIGURES.flatMap((figure) => [row[figure].toFixed(2), ratio(figure, row)]),
    ]),
  ]);
}

interface Asked {
  readonly who: string;
  readonly ask: (path: string, headers: Headers, overHttp: boolean) => Promise<void>;
  readonly headers: Headers;
}

/** Everybody asks once a round, another one first each time: what else the machine does meets all alike. */
async function inTurns(asked: readonly Asked[]): Promise<AccountFigures[]> {
  const times = asked.map((): Record<Figure, number[]> => ({ page: [], rest: [], http: [] }));
  for (let round = -ROUNDS / 4; round < ROUNDS; round++)
    for (const figure of FIGURES)
      for (let n = 0; n < asked.length; n++) {
        const i = (n + Math.abs(round)) % asked.length;
        const { ask, headers } = asked[i] as Asked;
        const started = performance.now();
        await ask(figure === "page" ? "/landing-kpi" : REST, headers, figure === "http");
        // The first rounds are for the compiler of Node.
        if (round >= 0) times[i]?.[figure].push(performance.now() - started);
      }
  return asked.map(({ who }, i) => ({
    who,
    page: quantile(times[i]?.page ?? [], 0.5),
    rest: quantile(times[i]?.rest ?? [], 0.5),
    http: quantile(times[i]?.http ?? [], 0.5),
  }));
}

function session(secret: string | undefined): Headers {
  return { cookie: `session=${secret}` };
}

/** So many accounts, each with a session: of an administrator first, then of editors; the secrets of the sessions. */
function people(db: Db, count: number): Promise<string[]> {
  return db.transaction().execute(async (trx) => {
    const secrets: string[] = [];
    for (let n = 0; n < count; n++) {
      const { id } = await insertAccount(trx, {
        ...{ login: `person-${n}@example.com`, name: `Person ${n}`, password_hash: null },
        role: n === 0 ? "administrator" : "editor",
        last_sign_in_at: "2026-01-01T00:00:00.000Z",
      });
      const secret = newToken();
      const times = { began_at: Date.now(), used_at: Date.now(), expires_at: FAR };
      const session = { token_hash: tokenHash(secret), account_id: id, user_agent: null, ...times };
      await trx.insertInto("sessions").values(session).execute();
      secrets.push(secret);
    }
    return secrets;
  });
}

/** So many keys; the secret of one in their midst. */
function keys(db: Db): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const secrets = Array.from({ length: KEYS }, () => `${KEY_PREFIX}${newToken()}`);
    for (const secret of secrets)
      await insertApiKey(trx, {
        ...{ name: "A program", scope: "read", created_by: null, last_used_at: null, revoked_at: null },
        ...{ key_hash: tokenHash(secret), ending: secret.slice(-4), expires_at: FAR },
      });
    return secrets[KEYS / 2] as string;
  });
}
