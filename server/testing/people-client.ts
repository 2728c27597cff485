import path from "node:path";
import { expect } from "vitest";
import type { Role } from "../contracts/people.ts";
import { type Json, KPIS } from "./rest-client.ts";
import { type StartedServer, startServer, temporaryFolder } from "./started-server.ts";

export const PASSWORD = "a long enough password";

/** A browser without scripts: it sends forms and keeps its cookie. */
export class FormBrowser {
  readonly #url: string;
  cookie = "";

  constructor(url: string) {
    this.#url = url;
  }

  async get(route: string): Promise<Response> {
    return this.#send(route, {});
  }

  async post(route: string, fields: Readonly<Record<string, string>>): Promise<Response> {
    return this.#send(route, { method: "POST", body: new URLSearchParams(fields) });
  }

  /** Calls the REST surface as the person who is signed in. */
  async api(method: string, route: string, body?: object): Promise<{ status: number; body: Json }> {
    const response = await this.#send(route, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } } : {}),
    });
    return { status: response.status, body: await response.json() };
  }

  async signIn(login: string, password = PASSWORD): Promise<Response> {
    return this.post("/sign-in", { login, password });
  }

  /** What the server makes of this browser: whether it may read KPIs. */
  async mayRead(): Promise<boolean> {
    return (await this.api("GET", KPIS)).status === 200;
  }

  async #send(route: string, init: RequestInit): Promise<Response> {
    const headers = { ...init.headers, Cookie: this.cookie, Accept: "text/html" };
    const response = await fetch(`${this.#url}${route}`, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const session = /^session=([^;]*)/.exec(line);
      if (session) this.cookie = session[1] ? `session=${session[1]}` : "";
    }
    return response;
  }
}

/** A server with an administrator called ada. */
export interface PeopleServer {
  readonly server: StartedServer;
  readonly databaseFile: string;
  readonly ada: FormBrowser;
  browser(): FormBrowser;
  /** A new person with this role, signed in. */
  person(login: string, role: Role): Promise<FormBrowser>;
  close(): Promise<void>;
}

export async function startWithPeople(
  environment: Readonly<Record<string, string>> = {},
): Promise<PeopleServer> {
  const folder = temporaryFolder();
  const databaseFile = path.join(folder.path, "landing_kpi.db");
  const server = await startServer(databaseFile, environment);
  const browser = () => new FormBrowser(server.url);
  const ada = browser();
  const made = await ada.post("/setup", { login: "ada", name: "Ada", password: PASSWORD });
  expect(made.headers.get("location")).toBe("/people");
  return {
    server,
    databaseFile,
    ada,
    browser,
    async person(login, role) {
      const { status, body } = await ada.api("POST", "/v1/people", { login, name: login, role });
      expect(status).toBe(201);
      const somebody = browser();
      expect((await somebody.post(body.link, { password: PASSWORD })).status).toBe(303);
      return somebody;
    },
    async close() {
      await server.stop();
      folder.remove();
    },
  };
}
