/** Connections to what is no Oracle database, or whose listener lets nobody in, over real sockets. */
import { once } from "node:events";
import net from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { SourceError } from "../../connectors/connector.ts";
import { openOracleSource } from "../../connectors/oracle/source.ts";
import type { ServerSource } from "../../connectors/server-source.ts";
import { troubleOf } from "../../connectors/testing/asking.ts";
import { createNetworkAddresses } from "../../services/network-address.ts";

const PASSWORD = "Pa55 wörd'\\%7391";

/** What is told of a connection that cannot be made; never the password. */
async function trouble(options: Partial<ServerSource>, timeLimitMs = 8_000): Promise<SourceError> {
  const source = openOracleSource({
    host: "127.0.0.1",
    port: 1521,
    database: "FREEPDB1",
    user: "reader",
    password: PASSWORD,
    tls: "off",
    ...options,
  });
  onTestFinished(() => source.close());
  const error = await troubleOf(source.describe({ timeLimitMs }));
  expect(error.code).toBe("unreachable");
  for (const text of [error.message, error.detail ?? "", error.stack ?? ""])
    expect(text).not.toContain("7391");
  return error;
}

/** Something that listens and answers whoever connects; its port. */
async function listening(answer: (socket: net.Socket) => void): Promise<number> {
  const server = net.createServer((socket) => {
    socket.on("error", () => {});
    answer(socket);
  });
  server.listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return (server.address() as net.AddressInfo).port;
}

/** A packet of Oracle's network protocol: 4 refuses, 5 sends the client on. */
function packet(type: 4 | 5, data: string): Buffer {
  const reasons = type === 4 ? 2 : 0;
  const body = Buffer.alloc(reasons + 2 + data.length);
  body.writeUInt16BE(data.length, reasons);
  body.write(data, reasons + 2, "latin1");
  const header = Buffer.from([0, 0, 0, 0, type, 0, 0, 0]);
  header.writeUInt16BE(header.length + body.length);
  return Buffer.concat([header, body]);
}

/** A listener that answers each request to connect in that way. */
const listener = (type: 4 | 5, data: string) =>
  listening((socket) => socket.on("data", () => socket.write(packet(type, data))));

describe("connecting to Oracle", () => {
  it("tells an unknown host and a port where nothing listens as such", async () => {
    expect((await trouble({ host: "no-such-host.invalid" })).message).toMatch(
      /No machine is known by the name no-such-host.invalid/,
    );
    expect((await trouble({ port: 1 })).message).toMatch(/Nothing listens at 127.0.0.1:1\./);
  });

  it.each(["silence", "noise", "a web server", "a closed door"])(
    "is not kept waiting by something else that listens at the port and gives %s",
    async (answer) => {
      const port = await listening((socket) => {
        if (answer === "noise") socket.write(Buffer.alloc(200, 0xa7));
        if (answer === "a web server") socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
        if (answer === "a closed door") socket.destroy();
      });
      const begun = Date.now();
      for (const tls of ["off", "verified"] as const) await trouble({ port, tls }, 700);
      expect(Date.now() - begun).toBeLessThan(10_000);
    },
  );

  it("tells a service that the listener does not know as such", async () => {
    const port = await listener(4, "(DESCRIPTION=(ERR=12514)(VSNNUM=0))");
    expect((await trouble({ port })).message).toMatch(/has no service FREEPDB1/);
  });

  it("does not follow a listener to an address that sources may not have", async () => {
    const port = await listener(5, "(ADDRESS=(PROTOCOL=tcp)(HOST=169.254.169.254)(PORT=1521))");
    const { lookup } = createNetworkAddresses([]);
    expect((await trouble({ port, lookup })).message).toMatch(/an address that sources may not have/);
  });

  it("says that encryption without a verified certificate is not to be had", async () => {
    expect((await trouble({ tls: "required" })).message).toMatch(
      /certificate verified, or without encryption/,
    );
  });
});
