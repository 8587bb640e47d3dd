import { describe, expect, test } from "vitest";
import { environmentsDiff } from "../../lib/diff/environments-diff";
import { snapshotOf } from "../../lib/diff/snapshot";
import { furtherInterfaces, furtherPair, REMOVED, sampleDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";

/** The sample as an environment of another name. */
const named = (environment: string, changes: Readonly<Record<string, unknown>> = {}) =>
  sampleDeclaration({ environment, ...changes });

/** Another pair on its own hosts, as any environment may have it. */
const OUTBOUND = {
  "hosts.sip-c": {
    os: "linux",
    interfaces: furtherInterfaces(13),
  },
  "hosts.sip-d": {
    os: "linux",
    interfaces: furtherInterfaces(14),
  },
  "pairs.outbound": {
    primary: { application: "SIP_Out_P", host: "sip-c" },
    backup: { application: "SIP_Out_B", host: "sip-d" },
    sip: { port: 5060, transports: ["udp"] },
    highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.20", network: "voice" } },
  },
};

/** Without the pair that all samples have, which two environments cannot both have. */
const ALONE = { "pairs.inbound": REMOVED, "hosts.sip-a": REMOVED, "hosts.sip-b": REMOVED };

const side = (...declarations: readonly { [key: string]: unknown }[]) =>
  new Map(declarations.map((one) => [String(one.environment), snapshotOf(topologyOf(one))]));

const HELD = "the applications of pair outbound, host sip-c, host sip-d and the virtual IP 10.120.0.20";

describe("a pair that moves to another environment", () => {
  const was = side(named("east"), named("west", { ...ALONE, ...OUTBOUND }));
  const is = side(named("east", OUTBOUND), named("west", ALONE));
  const diffs = environmentsDiff(was, is);

  test("leaves its environment before it comes to the other one, whatever these are called", () => {
    expect(diffs.map(({ environment }) => environment)).toEqual(["west", "east"]);
    expect(diffs[1]!.order[0]).toBe(
      `Do all steps of environment west first, before any step of this one: until then environment west has ${HELD}.`,
    );
    expect(diffs[0]!.order.join()).not.toContain("Do all steps of environment");
  });

  test("moves back in the opposite order", () => {
    expect(diffs[0]!.rollback[0]).toBe(
      `Do the way back of environment east first: until then that environment has ${HELD}.`,
    );
    expect(diffs[1]!.rollback.join()).not.toContain("Do the way back of environment");
  });

  test("needs no other order if the names are in that order already", () => {
    expect(environmentsDiff(is, was).map(({ environment }) => environment)).toEqual(["east", "west"]);
  });
});

test("if each pair moves on to the next environment, the pair of the last one leaves first", () => {
  const third = furtherPair(
    "third",
    "SIP_3",
    [
      ["sip-e", 15],
      ["sip-f", 16],
    ],
    { virtualIp: "10.120.0.30", network: "voice" },
  );
  const was = side(named("a", ALONE), named("b", { ...ALONE, ...OUTBOUND }), named("c", { ...ALONE, ...third }));
  const is = side(named("a", { ...ALONE, ...OUTBOUND }), named("b", { ...ALONE, ...third }), named("c", ALONE));
  expect(environmentsDiff(was, is).map(({ environment }) => environment)).toEqual(["c", "b", "a"]);
});

test("for environments that take from each other, the diff says to split the change", () => {
  const was = side(named("east"), named("west", { ...ALONE, ...OUTBOUND }));
  const is = side(named("east", { ...ALONE, ...OUTBOUND }), named("west"));
  const [east, west] = environmentsDiff(was, is);
  expect(east!.order[0]).toBe(
    `Do not apply this as it is. Split the change in two: one in which the pairs leave and one in which they come. Environment west, which takes over from here as well, has ${HELD} until its own steps below are done.`,
  );
  expect(west!.order[0]).toContain(
    "Do all steps of environment east first, before any step of this one: until then environment east has the applications of pair inbound, host sip-a, host sip-b and the virtual IP 10.120.0.10.",
  );
});

test("environments that take nothing from each other are in the order of their names, and do not mention each other", () => {
  const one = side(named("west"), named("east", { ...ALONE, ...OUTBOUND }));
  const other = side(
    named("west", { "pairs.inbound.sip.port": 5070 }),
    named("east", { ...ALONE, ...OUTBOUND, "pairs.outbound.sip.port": 5070 }),
  );
  const diffs = environmentsDiff(one, other);
  expect(diffs.map(({ environment }) => environment)).toEqual(["east", "west"]);
  expect(diffs.flatMap(({ order, rollback }) => [...order, ...rollback]).join()).not.toMatch(
    /[Ee]nvironment (?:east|west)\b/,
  );
});

test("a renamed environment comes after the earlier one has left", () => {
  const [gone, come] = environmentsDiff(side(named("zz")), side(named("aa")));
  expect([gone!.environment, come!.order[0]]).toEqual([
    "zz",
    "Do all steps of environment zz first, before any step of this one: until then environment zz has the applications of pair inbound, host sip-a, host sip-b and the virtual IP 10.120.0.10.",
  ]);
});
