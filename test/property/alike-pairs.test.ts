import fc from "fast-check";
import { expect, test } from "vitest";
import { drilledSteps, tryCourse } from "../../lib/drill/drilled-course";
import { likenessOf } from "../../lib/drill/likeness";
import { PACES } from "../../lib/operation/span";
import { whyNotApplicable } from "../../lib/simulation/applicability";
import { scenarios } from "../../lib/simulation/scenarios";
import { type Setting, settingOf } from "../../lib/simulation/setting";
import { topologyOf } from "../topology-of";

const HOSTS = ["h1", "B", "zz", "m-9"];
const host = fc.constantFrom(...HOSTS);
const applications = ["1", "22", "3", "P", "a", "Z", "007", "x9"];

/** Few hosts and settings, so that pairs are often alike, share hosts, and have what manages them there. */
const drawn = fc.record({
  os: fc.constantFrom("linux", "windows", "aix"),
  controlServers: fc.uniqueArray(host, { minLength: 1, maxLength: 2 }),
  messageServer: host,
  names: fc.shuffledSubarray(applications, { minLength: applications.length }),
  kind: fc.constantFrom("takeover", "cluster", "device", "one host"),
  watchdog: fc.constantFrom(undefined, {}),
  transports: fc.constantFrom(["udp"], ["tcp", "udp"]),
  sides: fc.array(fc.shuffledSubarray(HOSTS, { minLength: 2, maxLength: 2 }), { minLength: 3, maxLength: 4 }),
});

type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function environment({ os, controlServers, messageServer, names, sides, ...pair }: Drawn) {
  const [first, second] = controlServers;
  const ways = (index: number) => ({
    takeover: { ipAddressTakeover: { virtualIp: `10.2.0.${100 + index}`, network: "voice", watchdog: pair.watchdog } },
    cluster: {
      windowsNlb: { virtualIp: "10.2.0.99", network: "voice", operationMode: "multicast", clusterName: "a.b" },
    },
    device: { bigIp: { device: "ltm", virtualIp: `10.4.0.${100 + index}` } },
    "one host": { singleHost: { seats: 10 } },
  });
  return {
    environment: "alike",
    genesys: { switch: "S", sipServerVersion: "8.1.104.10" },
    managementLayer: {
      solutionControlServer: { application: "SCS", host: first },
      ...(second === undefined ? {} : { backupSolutionControlServer: { application: "SCS2", host: second } }),
      messageServer: { application: "MS", host: messageServer },
    },
    networks: {
      management: { cidr: "10.1.0.0/24", gateway: "10.1.0.1" },
      voice: { cidr: "10.2.0.0/24", gateway: "10.2.0.1" },
      outside: { cidr: "10.4.0.0/24", gateway: "10.4.0.1" },
    },
    hosts: Object.fromEntries(
      HOSTS.map((name, index) => {
        const eth0 = { network: "management", address: `10.1.0.${10 + index}` };
        const eth1 = { network: "voice", address: `10.2.0.${10 + index}` };
        return [name, { os, managementInterface: "eth0", interfaces: { eth0, eth1 } }];
      }),
    ),
    bigIps: {
      ltm: {
        management: "10.1.0.100",
        version: "17.1.0",
        network: { inside: "voice", outside: "outside", insideSelfIp: "10.2.0.1", outsideSelfIp: "10.4.0.2" },
      },
    },
    pairs: Object.fromEntries(
      sides.map(([primary, other], index) => [
        `pair-${index}`,
        {
          primary: { application: names[2 * index], host: primary },
          backup: { application: names[2 * index + 1], host: pair.kind === "one host" ? primary : other },
          sip: { transports: pair.transports },
          highAvailability: ways(index)[pair.kind],
        },
      ]),
    ),
  };
}

/** What happens to a pair in every scenario, at every pace. */
function coursesOf(setting: Setting) {
  const applicable = scenarios.filter((scenario) => whyNotApplicable(setting, scenario) === undefined);
  return applicable.flatMap((scenario) =>
    PACES.map((pace) => [
      scenario.name,
      pace,
      tryCourse(setting, drilledSteps(scenario), pace)?.map(({ unanswered, isAnswered, settling }) => ({
        unanswered,
        isAnswered,
        settling,
      })),
    ]),
  );
}

test("pairs that are alike have the same times in every scenario, whatever else is on their hosts", () => {
  let compared = 0;
  fc.assert(
    fc.property(drawn, (one) => {
      const topology = topologyOf(environment(one));
      const known = new Map<string, Setting>();
      for (const pair of topology.pairs.values()) {
        const setting = settingOf(topology, pair);
        const like = known.get(likenessOf(setting));
        if (like === undefined) known.set(likenessOf(setting), setting);
        else {
          compared += 1;
          expect(coursesOf(setting)).toEqual(coursesOf(like));
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(compared).toBeGreaterThan(0);
});
