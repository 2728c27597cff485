import dns from "node:dns";
import net from "node:net";

/** Which network addresses a source may have. */
export interface NetworkAddresses {
  /** Whether an address may be connected to. */
  allows(address: string): boolean;
  /**
   * For the sockets of sources: the address of a host name, which is looked up once and is the one that is connected
   * to, so that a name cannot lead elsewhere after it was checked. A refused one fails with the code FORBIDDEN_ADDRESS.
   */
  readonly lookup: net.LookupFunction;
}

/** Whether what listens there is reached from its own machine only; an IPv6 address with its brackets or without. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1)$/.test(host);
}

export const FORBIDDEN_ADDRESS = "FORBIDDEN_ADDRESS";

/**
 * Addresses at which clouds and routers tell their machines secrets, and addresses that name no machine. `allowed` are
 * addresses or networks (`169.254.10.0/24`) which are used all the same.
 */
export function createNetworkAddresses(allowed: readonly string[]): NetworkAddresses {
  const forbidden = blockList([
    "169.254.0.0/16",
    "0.0.0.0/8",
    "224.0.0.0/4",
    "255.255.255.255",
    "100.100.100.200",
    "fe80::/10",
    "ff00::/8",
    "::",
    "fd00:ec2::254",
    "fd20:ce::254",
  ]);
  const exceptions = blockList(allowed);
  const allows = (address: string) => {
    const plain = mapped(address);
    const family = net.isIPv6(plain) ? "ipv6" : "ipv4";
    return !forbidden.check(plain, family) || exceptions.check(plain, family);
  };
  return {
    allows,
    lookup(host, options, callback) {
      dns.lookup(host, { ...options, all: true }, (error, addresses) => {
        if (error) return callback(error, "");
        const open = addresses.filter(({ address }) => allows(address));
        const [first] = open;
        if (!first) return callback(Object.assign(new Error("forbidden"), { code: FORBIDDEN_ADDRESS }), "");
        if (options.all) callback(null, open);
        else callback(null, first.address, first.family);
      });
    },
  };
}

/** An IPv4 address that is written as an IPv6 one is the IPv4 one. */
function mapped(address: string): string {
  if (!net.isIPv6(address)) return address;
  // The URL parser writes every spelling of an address in one way.
  const short = new URL(`http://[${address.split("%")[0]}]`).hostname.slice(1, -1);
  const parts = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(short);
  if (!parts) return short;
  const [high, low] = [parts[1], parts[2]].map((part) => Number.parseInt(part ?? "", 16));
  return [high, low].flatMap((part = 0) => [part >> 8, part & 255]).join(".");
}

function blockList(entries: readonly string[]): net.BlockList {
  const list = new net.BlockList();
  for (const entry of entries) {
    const [address = "", prefix] = entry.split("/");
    const family = net.isIPv6(address) ? "ipv6" : "ipv4";
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

/** Whether a text is an address or a network as `createNetworkAddresses` reads it. */
export function isAddressOrNetwork(text: string): boolean {
  const [address = "", prefix, ...more] = text.split("/");
  const bits = net.isIP(address) === 6 ? 128 : 32;
  return (
    net.isIP(address) !== 0 &&
    more.length === 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
  );
}
