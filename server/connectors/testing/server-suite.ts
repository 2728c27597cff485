import { once } from "node:events";
import net from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SourceError } from "../connector.ts";
import type { ServerSource } from "../server-source.ts";
import { rowsOf, troubleOf } from "./asking.ts";
import type { ServerLab } from "./lab.ts";

/** What every database server does alike as a source, tried on a real one. */
export function describeServer(name: string, start: () => Promise<ServerLab>): void {
  describe(`a server of ${name}`, () => {
    let lab: ServerLab;
    beforeAll(async () => {
      lab = await start();
    });
    afterAll(() => lab.stop());

    describe("connecting", () => describeConnecting(() => lab));
    describe("what runs on the server", () => describeRunning(() => lab));
    describe("a server in trouble", () => describeTrouble(() => lab));
  });
}

const NOT_OURS = "needs a server of the test's own";
const SOON = { timeLimitMs: 8_000 };

function describeConnecting(lab: () => ServerLab): void {
  /** What is told of a connection that cannot be made; never the password. */
  async function trouble(options: Partial<ServerSource>): Promise<SourceError> {
    const error = await troubleOf(lab().open(options).describe(SOON));
    const { password } = { ...lab().source, ...options };
    for (const text of [error.message, error.detail, error.stack])
      for (const secret of [password, encodeURIComponent(password)])
        if (password !== "") expect(text ?? "").not.toContain(secret);
    return error;
  }

  it("says what the server is and which schemas the login sees", async () => {
    const facts = await lab().open().describe(SOON);
    expect(facts.product).toMatch(/^(PostgreSQL|MariaDB|MySQL|SQL Server) \d+.*/);
    expect(facts.schemas).toContain(lab().schema);
    expect(facts.schemas).not.toContain("information_schema");
  });

  it.each([
    ["a wrong password", { password: "n0t the passw0rd" }, /refuses the user \w+ with this password/],
    ["no password", { password: "" }, /password/],
    ["an unknown user", { user: "nobody_known" }, /nobody_known/],
    ["an unknown database", { database: "no_such_base" }, /no database no_such_base|no_such_base/],
    [
      "an unknown host",
      { host: "no-such-host.invalid" },
      /No machine is known by the name no-such-host.invalid/,
    ],
    ["a port where nothing listens", { host: "127.0.0.1", port: 1 }, /Nothing listens at 127.0.0.1:1\./],
    [
      "a certificate of nobody known",
      { host: "localhost", tls: "verified" },
      /certificate .* nobody who is trusted/,
    ],
    [
      "a certificate that is none",
      { host: "localhost", tls: "verified", caCertificate: "xyz" },
      /certificate/,
    ],
  ] satisfies [string, Partial<ServerSource>, RegExp][])("tells %s as such", async (_, options, told) => {
    const { certificate, source } = lab();
    // Only a server of the test's own is sure to be called localhost.
    const host = "host" in options && options.host === "localhost" && !certificate ? source.host : undefined;
    expect(await trouble(host === undefined ? options : { ...options, host })).toMatchObject({
      code: "unreachable",
      message: expect.stringMatching(told),
    });
  });

  it("tells a certificate for another host as such", async ({ skip }) => {
    const caCertificate = lab().certificate ?? skip(NOT_OURS);
    // Another name for the machine that the certificate calls localhost.
    const lookup: net.LookupFunction = (_, options, told) =>
      options.all ? told(null, [{ address: "127.0.0.1", family: 4 }]) : told(null, "127.0.0.1", 4);
    const error = await trouble({ tls: "verified", caCertificate, host: "db.example.invalid", lookup });
    expect(error.message).toMatch(/^The certificate of db.example.invalid:\d+ is for another host/);
    const byAddress = await trouble({ tls: "verified", caCertificate });
    expect(byAddress.message).toMatch(/^The certificate of 127.0.0.1:\d+ /);
  });

  it("connects over TLS, also with the certificate and the name checked", async ({ skip }) => {
    const { open, certificate = skip(NOT_OURS), tlsOnly } = lab();
    for (const options of [
      { tls: "required" },
      { tls: "verified", host: "localhost", caCertificate: certificate },
    ] as const)
      expect((await open({ ...options, ...tlsOnly }).describe(SOON)).schemas).toContain(lab().schema);
  });

  it("tells a login that is only let in over TLS as such", async ({ skip }) => {
    expect((await trouble(lab().tlsOnly ?? skip(NOT_OURS))).message).toMatch(/TLS/);
  });

  it.each(["silence", "noise", "a closed door"])(
    "is not kept waiting by something else that listens at the port and gives %s",
    async (answer) => {
      const server = net.createServer((socket) => {
        socket.on("error", () => {});
        if (answer === "noise") socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
        if (answer === "a closed door") socket.destroy();
      });
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const { port } = server.address() as net.AddressInfo;
      for (const tls of ["off", "required"] as const) {
        const error = await troubleOf(lab().open({ port, tls }).describe({ timeLimitMs: 700 }));
        expect(error.code).toBe("unreachable");
      }
      server.close();
    },
  );
}

function describeRunning(lab: () => ServerLab): void {
  async function begun(): Promise<void> {
    await expect.poll(lab().running, { timeout: 10_000 }).toHaveLength(1);
  }
  async function nothingRuns(): Promise<void> {
    await expect.poll(lab().running, { timeout: 10_000 }).toEqual([]);
  }

  it("connects to nothing before it is needed", async () => {
    const source = lab().open();
    expect(await lab().connections()).toBe(0);
    await rowsOf(source, "SELECT 1");
    expect(await lab().connections()).toBe(1);
    await source.close();
    await expect.poll(lab().connections).toBe(0);
  });

  it("uses one connection for one statement after the other, and no more than it may", async () => {
    const source = lab().open({ maxConnections: 2 });
    for (let round = 0; round < 3; round += 1) await rowsOf(source, "SELECT 1");
    expect(await lab().connections()).toBe(1);
    await Promise.all(Array.from({ length: 20 }, () => rowsOf(source, "SELECT 1")));
    expect(await lab().connections()).toBe(2);
  });

  it("ends a statement there at its time limit", async () => {
    const work = troubleOf(rowsOf(lab().open(), lab().endless.sql, [], { timeLimitMs: 1_500 }));
    await begun();
    expect((await work).code).toBe("time_limit");
    await nothingRuns();
  });

  it("ends a statement there that is cancelled here", async () => {
    const cancel = new AbortController();
    const options = { timeLimitMs: 60_000, signal: cancel.signal };
    const work = troubleOf(rowsOf(lab().open(), lab().endless.sql, [], options));
    await begun();
    cancel.abort();
    expect((await work).code).toBe("cancelled");
    await nothingRuns();
  });

  it("ends a statement there whose reader leaves, and one whose source is closed", async () => {
    const source = lab().open();
    for await (const event of source.stream(lab().series(50_000_000, 100), { timeLimitMs: 60_000 }))
      if (event.kind === "rows") break;
    await nothingRuns();
    const work = troubleOf(rowsOf(source, lab().endless.sql, [], { timeLimitMs: 60_000 }));
    await begun();
    await source.close();
    expect((await work).code).toBe("cancelled");
    await nothingRuns();
  });

  it("ends a statement whose reader is slower than the time limit", async () => {
    const reading = async () => {
      for await (const event of lab().open().stream(lab().series(50_000_000, 100), { timeLimitMs: 700 }))
        if (event.kind === "rows") await new Promise((resolve) => setTimeout(resolve, 2_000));
    };
    expect((await troubleOf(reading())).code).toBe("time_limit");
    await nothingRuns();
  });

  it("lets no login write, not even one that may", async () => {
    const { owner, open, table, run } = lab();
    await run(`CREATE TABLE ${table("owned")} (a int)`);
    const source = open(owner);
    for (const sql of [
      `INSERT INTO ${table("owned")} VALUES (1)`,
      `DROP TABLE ${table("owned")}`,
      "ROLLBACK",
    ])
      expect((await troubleOf(rowsOf(source, sql))).code).toBe("query_failed");
    expect((await rowsOf(source, `SELECT count(*) FROM ${table("owned")}`)).rows).toEqual([[0]]);
  });
}

function describeTrouble(lab: () => ServerLab): void {
  afterEach(() => lab().machine?.resume());

  const works = async (source: { stream: ReturnType<ServerLab["open"]>["stream"] }) =>
    expect((await rowsOf(source as ReturnType<ServerLab["open"]>, "SELECT 1")).rows).toEqual([[1]]);

  it("is told when it hangs before or after connecting, and used again when it is back", async ({ skip }) => {
    const machine = lab().machine ?? skip(NOT_OURS);
    const fresh = lab().open();
    const used = lab().open();
    await works(used);
    machine.pause();
    expect((await troubleOf(fresh.describe({ timeLimitMs: 700 }))).code).toBe("unreachable");
    expect((await troubleOf(rowsOf(used, "SELECT 1", [], { timeLimitMs: 700 }))).code).toBe("time_limit");
    machine.resume();
    await works(fresh);
    await works(used);
  });

  it("is told when it hangs in the middle of a statement's rows", async ({ skip }) => {
    const machine = lab().machine ?? skip(NOT_OURS);
    const source = lab().open();
    const reading = async () => {
      let events = 0;
      for await (const event of source.stream(lab().series(5_000_000, 500), { timeLimitMs: 3_000 })) {
        if (event.kind === "rows") events += 1;
        if (events === 3) machine.pause();
      }
    };
    expect((await troubleOf(reading())).code).toBe("time_limit");
    machine.resume();
    await works(source);
  });

  it("is told when it dies in the middle of a statement's rows, and used again when it is back", async ({
    skip,
  }) => {
    const machine = lab().machine ?? skip(NOT_OURS);
    const source = lab().open();
    await works(source);
    const reading = async () => {
      let events = 0;
      for await (const event of source.stream(lab().series(5_000_000, 500), { timeLimitMs: 30_000 })) {
        if (event.kind === "rows") events += 1;
        if (events === 3) await machine.kill();
      }
    };
    const trouble = await troubleOf(reading());
    expect(trouble).toMatchObject({ code: "unreachable", message: expect.stringContaining("broke") });
    expect((await troubleOf(source.describe(SOON))).message).toMatch(/Nothing listens/);
    await machine.restart();
    await works(source);
  });

  it("may die and come back while nothing runs", async ({ skip }) => {
    const machine = lab().machine ?? skip(NOT_OURS);
    const source = lab().open();
    await works(source);
    await machine.kill();
    await machine.restart();
    await works(source);
  });
}
