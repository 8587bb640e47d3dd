import { expect, test } from "vitest";
import { furtherInterfaces, sampleDeclaration } from "../sample-declaration";
import { stepsOf } from "./steps-of";

const { "sip-a": host } = sampleDeclaration().hosts as Record<string, object>;

/** The steps that give the sample its primary on another host, and the changes. */
const primaryMoved = (changes: Readonly<Record<string, unknown>>) =>
  stepsOf(
    sampleDeclaration(),
    sampleDeclaration({
      "hosts.sip-c": {
        ...host,
        interfaces: furtherInterfaces(13),
      },
      "pairs.inbound.primary.host": "sip-c",
      ...changes,
    }),
  );

const served = (steps: readonly string[]) =>
  steps
    .map((step) => step.split("\n")[0]!)
    .filter((step) => /Release|: stop|: switch|^Install on|: start|Find out where/.test(step))
    .map((step) => step.slice(0, 60));

const RELEASED = [
  "Pair inbound: Release the virtual IP on both hosts. Callers ",
  "Pair inbound: stop SIP_In_B and SIP_In_P.",
  "Install on sip-b, sip-c and remove from sip-a what is instal",
  "Pair inbound: start SIP_In_P, then SIP_In_B, and wait until ",
  "Pair inbound: Find out where the virtual IP is:",
];

test("a host that a server leaves while both are stopped releases what they serve with before its scripts are removed", () => {
  expect(served(primaryMoved({ "pairs.inbound.sip.port": 5080 }))).toEqual(RELEASED);
  expect(served(primaryMoved({ "genesys.switch": "SW_New" }))).toEqual(RELEASED);
});

test("a primary that leaves its host while nobody is served is stopped with its backup, which could not take over", () => {
  expect(served(primaryMoved({ "hosts.sip-b.installDirectory": "/opt/other" }))).toEqual(RELEASED);
});

test("if only the primary changes its host, it is switched over, and nothing is released", () => {
  expect(served(primaryMoved({}))).toEqual([
    'Pair inbound: switch SIP_In_P over, as in "Manual switchover',
    "Install on sip-b, sip-c and remove from sip-a what is instal",
    "Pair inbound: start SIP_In_P, and wait until both servers ar",
  ]);
});

test("hosts that exchange addresses give up their own before they get the other's", () => {
  const steps = stepsOf(
    sampleDeclaration(),
    sampleDeclaration({
      "hosts.sip-a.interfaces.eth1.address": "10.120.0.12",
      "hosts.sip-b.interfaces.eth1.address": "10.120.0.11",
    }),
  );
  expect(steps.filter((step) => step.includes("Make the change on the host itself"))).toEqual([
    "hosts.sip-a: Make the change on the host itself: nothing here does it. Before it gets 10.120.0.12, remove that address from sip-b.",
    "hosts.sip-b: Make the change on the host itself: nothing here does it. Before it gets 10.120.0.11, remove that address from sip-a.",
  ]);
});

test("a server that leaves its host while the other one's host is set up again is an outage, in which all hosts change before a server is started", () => {
  const steps = primaryMoved({ "hosts.sip-b.interfaces.eth1.address": "10.120.0.22" });
  expect(steps.filter((step) => step.includes("maintenance window"))).toEqual([
    "Do all of it in a maintenance window: callers cannot reach inbound for a time.",
  ]);
  expect(served(steps)).toEqual(RELEASED);
  const machine = (lastByte: string) => ({
    ...host,
    interfaces: {
      eth0: { network: "management", address: `10.110.0.${lastByte}` },
      eth1: { network: "voice", address: `10.120.0.${lastByte}` },
    },
  });
  const both = { "hosts.sip-c": machine("13") };
  const moved = stepsOf(
    sampleDeclaration(both),
    sampleDeclaration({
      ...both,
      "pairs.inbound.backup.host": "sip-c",
      "hosts.sip-a.interfaces.eth1.address": "10.120.0.22",
    }),
  );
  expect(served(moved)).toEqual([
    ...RELEASED.slice(0, 2),
    "Install on sip-c, sip-a and remove from sip-b what is instal",
    ...RELEASED.slice(3),
  ]);
});
