import { expect, test } from "vitest";
import { exchangedNames } from "../../lib/diff/exchanged-names";
import type { SipServerPair } from "../../lib/model/pair";
import type { Topology } from "../../lib/model/topology";
import { sampleDeclaration } from "../sample-declaration";
import { stepsOf } from "./steps-of";

/** A model with pairs of these names, each with the servers of a letter. */
const named = (pairs: Readonly<Record<string, string>>) =>
  ({
    pairs: new Map(
      Object.entries(pairs).map(([name, letter]) => [
        name,
        { name, primary: { application: `${letter}_P` }, backup: { application: `${letter}_B` } } as SipServerPair,
      ]),
    ),
  }) as unknown as Topology;

const told = (was: Readonly<Record<string, string>>, is: Readonly<Record<string, string>>) =>
  exchangedNames(named(was), named(is)).map((step) => [
    /^Better not at once: (.*?) until now\./.exec(step)![1],
    /for each step: (.*)\. `sip-ha diff`/.exec(step)![1],
  ]);

test("pairs that exchange their names are advised to use a third name, and the diff says what happens otherwise", () => {
  expect(exchangedNames(named({ inbound: "A", outbound: "B" }), named({ inbound: "B", outbound: "A" }))).toEqual([
    "Better not at once: inbound goes on as outbound, outbound goes on as inbound, names that other pairs have until now. The steps below take each name for the pair that had it and stop the servers of all of them; nobody reaches any of them meanwhile. If you rename one after the other, only one pair is away at a time, with an environment file and an apply for each step: declare inbound under a name that no pair has; then declare the pair that is outbound in the present file as inbound; then declare the pair that is inbound in the present file as outbound. `sip-ha diff` shows the order of each.",
  ]);
});

test("a pair that takes the name of a pair that is renamed or removed comes after that pair", () => {
  expect(told({ a: "A", b: "B" }, { b: "A", c: "B" })).toEqual([
    [
      "a goes on as b, a name that another pair has",
      "declare the pair that is b in the present file as c; then declare the pair that is a in the present file as b",
    ],
  ]);
  expect(told({ a: "A", b: "B" }, { b: "A" })).toEqual([
    [
      "a goes on as b, a name that another pair has",
      "remove b; then declare the pair that is a in the present file as b",
    ],
  ]);
});

test("three names in a circle need one more, and two circles one each", () => {
  expect(told({ a: "A", b: "B", c: "C" }, { b: "A", c: "B", a: "C" })[0]![1]).toBe(
    "declare a under a name that no pair has; then declare the pair that is c in the present file as a; then declare the pair that is b in the present file as c; then declare the pair that is a in the present file as b",
  );
  const rings = told({ a: "A", b: "B", c: "C", d: "D" }, { a: "B", b: "A", c: "D", d: "C" })[0]![1]!;
  expect(rings.match(/under a name that no pair has/g)).toHaveLength(2);
});

test("nothing is said about a new name that is free, about other servers under a name, or about roles", () => {
  expect(told({ a: "A", b: "B" }, { x: "A", b: "B" })).toEqual([]);
  expect(told({ a: "A", b: "B" }, { a: "C", b: "A+B" })).toEqual([]);
  const swapped = named({ a: "A" });
  const [pair] = [...swapped.pairs.values()];
  const is = { pairs: new Map([["a", { ...pair!, primary: pair!.backup, backup: pair!.primary }]]) };
  expect(exchangedNames(swapped, is as unknown as Topology)).toEqual([]);
});

test("the exchange is the first step of the order, and no part of it stops a server by itself", () => {
  const second = {
    primary: { application: "SIP_Out_P", host: "sip-a", ports: { tlib: 3100 } },
    backup: { application: "SIP_Out_B", host: "sip-b", ports: { tlib: 3100 } },
    sip: { port: 5080, transports: ["udp"] },
    highAvailability: { ipAddressTakeover: { virtualIp: "10.120.0.20", network: "voice", interfaceLabel: "out" } },
  };
  const { inbound } = sampleDeclaration().pairs as Record<string, object>;
  const declared = (pairs: Readonly<Record<string, object>>) => ({ ...sampleDeclaration(), pairs });
  const files = [
    { inbound: inbound!, outbound: second },
    { meanwhile: inbound!, outbound: second },
    { meanwhile: inbound!, inbound: second },
    { outbound: inbound!, inbound: second },
  ].map(declared);
  const stops = (steps: readonly string[]) => steps.filter((step) => /^Pair \w+: stop /.test(step)).length;
  const [was, , , is] = files;
  const atOnce = stepsOf(was!, is!);
  expect(atOnce[0]).toMatch(/^Better not at once: /);
  expect(stops(atOnce)).toBe(2);
  for (const index of [1, 2, 3]) {
    const steps = stepsOf(files[index - 1]!, files[index]!);
    expect(steps.join("\n")).not.toContain("Better not at once");
    expect(stops(steps)).toBe(0);
    expect(steps.find((step) => step.startsWith("Do all of it in a maintenance window"))).toMatch(
      /callers cannot reach \w+ for a time\.$/,
    );
  }
});
