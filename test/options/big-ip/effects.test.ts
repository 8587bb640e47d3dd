import { expect, test } from "vitest";
import { compare } from "../../../lib/diff/compare";
import { bigIpTopology } from "./big-ip-sample";

/** What each change is, and what is done before anything is installed. */
const told = (changes: Readonly<Record<string, unknown>>, both: Readonly<Record<string, unknown>> = {}) =>
  compare(bigIpTopology(both).topology, bigIpTopology({ ...both, ...changes }).topology).map(
    ({ effect, because, before }) => [effect, because, before],
  );

const away = "outside of what is written here; the other server of its pair serves meanwhile";

const steps =
  "The default route of the new machine is the device's inside self IP. Set up the machine itself, and install on it what the earlier one had, as its own documentation says: the Local Control Agent, and SIP Server or what else of Genesys runs there.";

test("another machine behind the device has the device as its default route", () => {
  expect(told({ "hosts.trunk-b.os": "solaris" })).toEqual([
    ["switchover", `the host is another machine, ${away}; a host behind the device has it as its default route`, steps],
  ]);
});

test("and is set up once, whoever else runs there", () => {
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

test("a host whose address alone is another one keeps its default route", () => {
  expect(told({ "hosts.trunk-b.interfaces.eth0.address": "10.214.0.22" })).toEqual([
    [
      "switchover",
      `the host's address there is set anew, ${away}`,
      "Set the host itself: what changes of it is not done from here.",
    ],
  ]);
});
