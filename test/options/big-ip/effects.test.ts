import { expect, test } from "vitest";
import { compare } from "../../../lib/diff/compare";
import { bigIpTopology } from "./big-ip-sample";

/** The effect of each change, and what is done before anything is installed. */
const told = (changes: Readonly<Record<string, unknown>>, both: Readonly<Record<string, unknown>> = {}) =>
  compare(bigIpTopology(both).topology, bigIpTopology({ ...both, ...changes }).topology).map(
    ({ effect, because, before }) => [effect, because, before],
  );

const away = "outside these steps; the other server of its pair serves meanwhile";

const steps =
  "The default route of the new machine is the device's inside self IP. Set up the machine itself, and install on it what the earlier machine had, as the documentation of each product says: the Local Control Agent, and SIP Server or whatever else of Genesys runs there.";

test("another machine behind the device has the device as its default route", () => {
  expect(told({ "hosts.trunk-b.os": "solaris" })).toEqual([
    ["switchover", `the host is another machine, ${away}; a host behind the device has it as its default route`, steps],
  ]);
});

test("and is set up once, whatever else runs there", () => {
  const desk = {
    "pairs.desk": {
      primary: { application: "SIP_Desk_P", host: "trunk-b", ports: { tlib: 3200 } },
      backup: { application: "SIP_Desk_B", host: "trunk-b", ports: { tlib: 3201 } },
      sip: { port: 5090, transports: ["udp"] },
      highAvailability: { singleHost: { seats: 20 } },
    },
  };
  expect(told({ "hosts.trunk-b.os": "solaris" }, desk).map(([effect, , before]) => [effect, before])).toEqual([
    ["outage", steps],
  ]);
});

test("a host of which only the address changes keeps its default route", () => {
  expect(told({ "hosts.trunk-b.interfaces.eth0.address": "10.214.0.22" })).toEqual([
    [
      "switchover",
      `the host's address there changes, ${away}`,
      "Make the change on the host itself: nothing here does it.",
    ],
  ]);
});

test("another router on the outside becomes the device's default route, which no declaration sets", () => {
  expect(told({ "networks.ltm-outside.gateway": "192.0.2.254" })).toEqual([
    [
      "outage",
      "the default route of ltm-1 leads through it: callers beyond it get no answer until the device has the new route",
      "Set the default route of ltm-1 to 192.0.2.254 on the device itself; it is not in the declaration that is posted.",
    ],
  ]);
  expect(told({ "networks.management.gateway": "10.213.0.254" })).toEqual([
    ["none", "the hosts' routes are not set here", undefined],
  ]);
});

test("changes to the device's network are made together with what depends on them: hosts on the inside, routes on the outside, ports of switches", () => {
  const changed = (what: string, others: string) =>
    `Change the ${what} on the device, as "The device's network" of the chapters in the runbook says, and change ${others} with it.`;
  expect(told({ "bigIps.ltm-1.network.outsideSelfIp": "192.0.2.3" })[0]![2]).toBe(
    changed("self IP", "the routes of others that lead to its inside through it"),
  );
  expect(told({ "bigIps.ltm-1.network.outsideInterface": "1.2" })[0]![2]).toBe(
    changed("interface", "the switch ports"),
  );
  expect(told({ "bigIps.ltm-1.network.insideSelfIp": "10.214.0.2" })[0]![2]).toBe(
    changed("self IP", "the hosts' default gateway"),
  );
});

test("with another tenant the earlier one is removed by name, with an output that still has it, on the way there and back", () => {
  const removed = (was: string, is: string) =>
    compare(
      bigIpTopology({ "bigIps.ltm-1.tenant": was }).topology,
      bigIpTopology({ "bigIps.ltm-1.tenant": is }).topology,
    )[0]!.before;
  const text = (tenant: string) =>
    `Remove tenant ${tenant} from the device with \`sh big-ip/ltm-1/post remove\`. Use an output that still has the tenant, and keep a copy of it until then.`;
  expect([removed("dmz", "south"), removed("south", "dmz")]).toEqual([text("dmz"), text("south")]);
});

test("a device that becomes one of two, or stands alone again, has its self IPs in the matching traffic group", () => {
  expect(told({ "bigIps.ltm-1.redundant": true })[0]![2]).toBe(
    'Give each unit self IPs of its own, then put both self IPs of ltm-1 into traffic-group-1, as "The second device" of the chapters in the runbook says.',
  );
  const alone = compare(bigIpTopology({ "bigIps.ltm-1.redundant": true }).topology, bigIpTopology().topology);
  expect(alone[0]!.before).toBe("Put both self IPs of ltm-1 into traffic-group-local-only, on the unit that stays.");
});

test("a renumbered network on the outside has its virtual IP released, although no script has it", () => {
  expect(told({ "networks.ltm-outside.cidr": "192.0.2.0/25" })[0]!.slice(0, 2)).toEqual([
    "unknown",
    "the renumbering of the network is not among these steps; whatever serves a virtual IP of the network is released first",
  ]);
});

test("another virtual IP has the servers restarted, and callers redirected to it", () => {
  const [change] = compare(
    bigIpTopology().topology,
    bigIpTopology({ "pairs.inbound.highAvailability.bigIp.virtualIp": "192.0.2.20" }).topology,
  );
  expect(change).toMatchObject({
    effect: "outage",
    because: "callers reach the pair only at the new address, and have to be pointed at it",
    restarts: true,
    after: "Point callers, gateways and DNS at 192.0.2.20.",
  });
});
