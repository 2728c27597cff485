/** Connections to what is no SQL Server, or does not let anybody in, over real sockets; see sqlserver-wire.test.ts. */
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { SourceError } from "../../connectors/connector.ts";
import type { ServerSource } from "../../connectors/server-source.ts";
import { rowsOf, troubleOf } from "../../connectors/testing/asking.ts";
import { createNetworkAddresses } from "../../services/network-address.ts";
import { databaseProgram } from "../database-programs.ts";
import { PASSWORD, SOON, sourceAt, standIn } from "./sqlserver-stand-in.ts";

/** What is told of a connection that cannot be made; never the password. */
async function trouble(options: Partial<ServerSource> & { port: number }): Promise<SourceError> {
  const error = await troubleOf(sourceAt(options, options).describe(SOON));
  expect(error.code).toBe("unreachable");
  for (const text of [error.message, error.detail ?? "", error.stack ?? ""])
    for (const secret of [PASSWORD, options.password ?? PASSWORD, "7391"]) expect(text).not.toContain(secret);
  return error;
}

describe("connecting to SQL Server", () => {
  it("tells a wrong password as such", async () => {
    const { port } = await standIn();
    expect((await trouble({ port, password: "n0t the passw0rd" })).message).toBe(
      `127.0.0.1:${port} refuses the user reader with this password. Check both.`,
    );
  });

  it("tells a database that is not there as such", async () => {
    const { port } = await standIn({
      refusal: [4060, 'Cannot open database "no_such" requested by the login.'],
    });
    const { message } = await trouble({ port, database: "no_such" });
    expect(message).toMatch(/has no database no_such that reader may use/);
  });

  it("tells an unknown host and a port where nothing listens as such", async () => {
    expect((await trouble({ host: "no-such-host.invalid", port: 1433 })).message).toMatch(
      /No machine is known by the name no-such-host.invalid/,
    );
    expect((await trouble({ port: 1 })).message).toMatch(/Nothing listens at 127.0.0.1:1\./);
  });

  it.each(["silence", "noise", "a web server", "a closed door"])(
    "is not kept waiting by something else that listens at the port and gives %s",
    async (answer) => {
      const server = net.createServer((socket) => {
        socket.on("error", () => {});
        if (answer === "noise") socket.write(Buffer.alloc(200, 0xa7));
        if (answer === "a web server") socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
        if (answer === "a closed door") socket.destroy();
      });
      server.listen(0, "127.0.0.1");
      onTestFinished(() => void server.close());
      await once(server, "listening");
      const { port } = server.address() as net.AddressInfo;
      for (const tls of ["off", "required"] as const) {
        const begun = Date.now();
        const error = await troubleOf(sourceAt({ port }, { tls }).describe({ timeLimitMs: 700 }));
        expect(error.code).toBe("unreachable");
        expect(error.message).toMatch(/no SQL Server|broke|did not accept a connection/);
        expect(Date.now() - begun).toBeLessThan(5_000);
      }
    },
  );

  it("follows a server that sends it on, but not to an address that sources may not have", async () => {
    const target = await standIn();
    const { lookup } = createNetworkAddresses([]);
    const sender = await standIn({ route: { host: "127.0.0.1", port: target.port } });
    expect((await rowsOf(sourceAt(sender, { lookup }), "SELECT n")).rows).toEqual([[1]]);
    expect(target.heard.length).toBeGreaterThan(3);
    const { port } = await standIn({ route: { host: "169.254.169.254", port: 80 } });
    expect((await trouble({ port, lookup })).message).toMatch(/an address that sources may not have/);
  });
});

describe("TLS to SQL Server", () => {
  const [key, cert] = certificate();

  it("is spoken when it is required, and the certificate is checked when it shall be", async () => {
    const { port } = await standIn({ tls: { key, cert } });
    expect((await rowsOf(sourceAt({ port }, { tls: "required" }), "SELECT n")).rows).toEqual([[1]]);
    const verified = { tls: "verified", caCertificate: cert, host: "localhost" } as const;
    expect((await rowsOf(sourceAt({ port }, verified), "SELECT n")).rows).toEqual([[1]]);
  });

  it("tells a certificate of nobody known, one for another host and one that is none as such", async () => {
    const { port } = await standIn({ tls: { key, cert } });
    const verified = { port, tls: "verified" } as const;
    expect((await trouble({ ...verified, host: "localhost" })).message).toMatch(/nobody who is trusted/);
    expect((await trouble({ ...verified, caCertificate: cert })).message).toMatch(
      /^The certificate of 127.0.0.1:\d+ is for another host/,
    );
    expect((await trouble({ ...verified, caCertificate: "xyz" })).message).toMatch(/certificate/);
  });

  it("is told as missing where only one side wants it", async () => {
    const secure = await standIn({ tls: { key, cert } });
    expect((await trouble({ port: secure.port })).message).toMatch(/without TLS. Turn TLS on/);
    const open = await standIn();
    expect((await trouble({ port: open.port, tls: "required" })).message).toMatch(/does not offer TLS/);
  });
});

/** For `localhost`, signed by nobody. */
function certificate(): [key: string, cert: string] {
  const request = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout - -out -".split(" ");
  const pem = execFileSync(
    databaseProgram("openssl"),
    [...request, "-addext", "subjectAltName=DNS:localhost"],
    { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] },
  );
  const parts = pem.split(/(?=-----BEGIN CERTIFICATE-----)/);
  return [parts[0] ?? "", parts[1] ?? ""];
}
