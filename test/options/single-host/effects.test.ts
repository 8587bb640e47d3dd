import { expect, test } from "vitest";
import { compare } from "../../../lib/diff/compare";
import { REMOVED } from "../../sample-declaration";
import { topologyOf } from "../../topology-of";
import { singleHostDeclaration } from "./single-host-sample";

const topology = (changes: Readonly<Record<string, unknown>> = {}) => topologyOf(singleHostDeclaration(changes));

/** The effect of each change, and what is done when the servers have it. */
const told = (changes: Readonly<Record<string, unknown>>) =>
  compare(topology(), topology(changes)).map(({ effect, because, after }) => [effect, because, after]);

const callers = "callers use the host's own address, and have to be pointed at the new one";

test("callers are redirected to another address of the host that they use", () => {
  expect(told({ "hosts.sip-a.interfaces.eth1.address": "10.120.0.61" })).toEqual([
    [
      "outage",
      `the host's address there changes; both servers of its pair are on it; ${callers}`,
      "Point callers, gateways and DNS at the host's new address.",
    ],
  ]);
});

test("and if the interface that they use is removed, or one comes that they use from then on", () => {
  const [both, one] = [topology(), topology({ "hosts.sip-a.interfaces.eth1": REMOVED })];
  const other = "Point callers, gateways and DNS at the host's new address.";
  for (const changes of [compare(both, one), compare(one, both)])
    expect(changes.map(({ effect, after }) => [effect, after])).toEqual([
      ["outage", other],
      ["outage", other],
    ]);
});

test("callers are redirected to another host", () => {
  const moved = told({ "pairs.inbound.primary.host": "sip-b", "pairs.inbound.backup.host": "sip-b" });
  const one = [
    "outage",
    `both servers move to other hosts; ${callers}`,
    "Point callers, gateways and DNS at the new host itself.",
  ];
  expect(moved).toEqual([one, one]);
});

test("callers stay if only the machine changes", () => {
  expect(told({ "hosts.sip-a.os": "solaris" })).toEqual([
    ["outage", "the host is another machine; both servers of its pair are on it", undefined],
  ]);
});

test("callers are redirected to the new address even if another pair of the host is hit as hard", () => {
  const beside = {
    "pairs.another": {
      primary: { application: "A_P", host: "sip-a", ports: { tlib: 3100 } },
      backup: { application: "A_B", host: "sip-b", ports: { tlib: 3100 } },
      sip: { port: 5080, transports: ["udp"] },
      highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.10", network: "voice" } },
    },
  };
  const addresses = {
    "hosts.sip-a.interfaces.eth1.address": "10.120.0.61",
    "hosts.sip-b.interfaces.eth1.address": "10.120.0.62",
  };
  const changes = compare(topology(beside), topology({ ...beside, ...addresses }));
  expect(changes.map(({ path, after }) => [path[1], after])).toEqual([
    ["sip-a", "Point callers, gateways and DNS at the host's new address."],
    ["sip-b", undefined],
  ]);
});
