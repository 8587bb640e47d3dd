import { expect, test } from "vitest";
import { diffJson } from "../../lib/diff/diff-json";
import { effectWords } from "../../lib/diff/diff-summary";
import { diffText } from "../../lib/diff/diff-text";
import { environmentDiff } from "../../lib/diff/environment-diff";
import { snapshotOf } from "../../lib/diff/snapshot";
import { bigIpDeclaration, SECOND_PAIR } from "../options/big-ip/big-ip-sample";
import { POOL, secondPool, sipProxyDeclaration } from "../options/sip-proxy/sip-proxy-sample";
import { sampleDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";

const diff = (was: object, is: object) => environmentDiff(snapshotOf(topologyOf(was)), snapshotOf(topologyOf(is)));
const restarts = (steps: readonly string[]) => steps.filter((step) => step.includes("Restart the proxies"));

const one = sipProxyDeclaration();
const two = sipProxyDeclaration(secondPool());

test("proxies that stay are restarted if another pair adds to their options, on the way there and back", () => {
  const { order, rollback } = diff(one, two);
  const step = "pairs.inbound: Restart the proxies, one after the other.";
  expect([restarts(order), restarts(rollback)]).toEqual([[step], [step]]);
});

test("the summary includes the effect on a pair of which only options change", () => {
  expect(effectWords(diff(one, two))).toBe("switchover of inbound");
});

test("if a sentence is about many pairs, the first ones are named", () => {
  const hosts = (index: number) =>
    Object.fromEntries(
      ["a", "b"].map((letter, place) => [
        `hosts.many-${index}-${letter}`,
        {
          os: "linux",
          interfaces: {
            eth0: { network: "management", address: `10.110.0.${50 + 2 * index + place}` },
            eth1: { network: "voice", address: `10.120.0.${50 + 3 * index + place}` },
          },
        },
      ]),
    );
  const pair = (index: number) => ({
    primary: { application: `SIP_${index}_P`, host: `many-${index}-a` },
    backup: { application: `SIP_${index}_B`, host: `many-${index}-b` },
    sip: { transports: ["udp"] },
    highAvailability: { ipAddressTakeover: { virtualIp: `10.120.0.${52 + 3 * index}`, network: "voice" } },
  });
  const numbers = [...Array(13).keys()];
  const many = Object.assign(
    {},
    ...numbers.map((index) => ({ ...hosts(index), [`pairs.many-${String(index).padStart(2, "0")}`]: pair(index) })),
  );
  const change = diff(
    sampleDeclaration(many),
    sampleDeclaration({ ...many, "genesys.sipServerVersion": "8.1.104.20" }),
  );
  expect(effectWords(change)).toMatch(/^switchover of inbound, many-00, (?:many-\d\d, ){9}many-10 and 2 more$/);
  expect(change.order[0]).toMatch(/ one server, host or proxy of inbound, many-00, .* and 2 more at a time is away/);
});

test("proxies that are started on another host, or at another address, are not restarted for options that they already have then", () => {
  const third = {
    "hosts.proxy-3": { os: "linux", interfaces: { eth0: { network: "voice", address: "10.120.0.53" } } },
  };
  const was = sipProxyDeclaration(third);
  const moved = [
    { application: "SIP_Proxy_1", host: "proxy-3" },
    { application: "SIP_Proxy_2", host: "proxy-2" },
  ];
  const address = { "hosts.proxy-2.interfaces.eth0.address": "10.130.0.62" };
  expect(restarts(diff(was, sipProxyDeclaration({ ...third, [`${POOL}.proxies`]: moved })).order)).toEqual([]);
  expect(restarts(diff(was, sipProxyDeclaration({ ...third, ...address })).order)).toEqual([]);
  expect(restarts(diff(was, sipProxyDeclaration({ ...third, ...address, ...secondPool() })).order)).toEqual([]);
});

test("the summary has what a host's change does to each of its pairs, as the window has it", () => {
  const lab = {
    primary: { application: "SIP_Lab_P", host: "sip-b", ports: { tlib: 3200 } },
    backup: { application: "SIP_Lab_B", host: "sip-b", ports: { tlib: 3201 } },
    sip: { port: 5090, transports: ["udp"] },
    highAvailability: { singleHost: { seats: 20 } },
  };
  const both = { "pairs.lab": lab };
  const now = { ...both, "hosts.sip-b.interfaces.eth1.address": "10.120.0.22" };
  const change = diff(sampleDeclaration(both), sampleDeclaration(now));
  expect(effectWords(change)).toBe("switchover of inbound; outage of lab");
  expect(diffText([change])).toContain("have to be pointed at the new one; switchover for inbound\n");
  expect(diffJson([change])[0]!.changes[0]).toMatchObject({
    effect: "outage",
    ofPair: { inbound: "switchover", lab: "outage" },
  });
});

test("nobody misses a new pair, whatever else changes on its hosts", () => {
  const desk = {
    primary: { application: "SIP_Desk_P", host: "sip-b", ports: { tlib: 3200 } },
    backup: { application: "SIP_Desk_B", host: "sip-b", ports: { tlib: 3201 } },
    sip: { port: 5090, transports: ["udp"] },
    highAvailability: { singleHost: { seats: 20 } },
  };
  const now = { "pairs.desk": desk, "hosts.sip-b.installDirectory": "/opt/other" };
  const { changes, ...rest } = diff(sampleDeclaration(), sampleDeclaration(now));
  expect(changes.map(({ path, pairs }) => [path.join("."), pairs])).toEqual([
    ["hosts.sip-b.installDirectory", ["inbound"]],
    ["pairs.desk", ["desk"]],
  ]);
  expect(effectWords({ changes, ...rest })).toBe("outage of inbound");
});

test("proxies whose own key changes are restarted once", () => {
  const { order } = diff(one, sipProxyDeclaration({ [`${POOL}.resolveHost`]: true }));
  expect(restarts(order)).toEqual(["pairs.inbound: Restart the proxies, one after the other."]);
});

test("a device whose pair changes gets its file before the proof, even if a new pair comes behind it through its own chapter", () => {
  const steps = (changes: Readonly<Record<string, unknown>>) =>
    diff(bigIpDeclaration(), bigIpDeclaration(changes)).order.map((step) => step.split("\n")[0]!);
  const bring = "Bring these files to where they belong, as the chapters of their pairs in the runbook say:";
  const proof =
    "Pair inbound: make a call, then a manual switchover there and back, as its chapter in the runbook says.";
  const of = (all: readonly string[]) => all.filter((step) => step === bring || step === proof);
  expect(of(steps({ "bigIps.ltm-1.tenant": "Other", ...SECOND_PAIR }))).toEqual([bring, proof]);
  expect(of(steps(SECOND_PAIR))).toEqual([]);
});
