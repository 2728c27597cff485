import { expect, test } from "vitest";
import { createNetworkAddresses, FORBIDDEN_ADDRESS, isAddressOrNetwork } from "./network-address.ts";

const { allows, lookup } = createNetworkAddresses([]);

test.each([
  "169.254.169.254",
  "::ffff:169.254.169.254",
  "::ffff:a9fe:a9fe",
  "0:0:0:0:0:ffff:a9fe:a9fe",
  "fe80::1",
  "FE80::1%eth0",
  "fd00:ec2::254",
  "100.100.100.200",
  "0.0.0.0",
  "::",
  "224.0.0.1",
])("%s is nobody's database", (address) => {
  expect(allows(address)).toBe(false);
});

test.each(["127.0.0.1", "::1", "10.0.0.5", "192.168.1.20", "fd12:3456::1", "93.184.216.34"])(
  "%s may be",
  (address) => {
    expect(allows(address)).toBe(true);
  },
);

test("an exception lets one address or a network through", () => {
  const some = createNetworkAddresses(["169.254.10.0/24", "fe80::5"]);
  expect(some.allows("169.254.10.7")).toBe(true);
  expect(some.allows("169.254.169.254")).toBe(false);
  expect(some.allows("fe80::5")).toBe(true);
});

test("a name is looked up, and the address that was checked is the answer", async () => {
  const found = await new Promise((resolve, reject) =>
    lookup("localhost", {}, (error, address) => (error ? reject(error) : resolve(address))),
  );
  expect(["127.0.0.1", "::1"]).toContain(found);
  const refusal = await new Promise((resolve) => lookup("169.254.169.254", {}, (error) => resolve(error)));
  expect(refusal).toMatchObject({ code: FORBIDDEN_ADDRESS });
});

test("what stands in the setting is an address or a network", () => {
  for (const good of ["10.0.0.1", "10.0.0.0/8", "fe80::/10"]) expect(isAddressOrNetwork(good)).toBe(true);
  for (const bad of ["example.com", "10.0.0.0/33", "10.0.0.0/8/1", "10.0.0.0/", ""])
    expect(isAddressOrNetwork(bad)).toBe(false);
});
