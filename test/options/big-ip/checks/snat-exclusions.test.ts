import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration } from "../big-ip-sample";

const EXCLUSIONS = "pairs.inbound.highAvailability.bigIp.snatExclusions";
const said = (...snatExclusions: string[]) =>
  evaluateRule("snat-exclusions", bigIpDeclaration({ [EXCLUSIONS]: snatExclusions }));

test("holds without any, and with some", () => {
  expect(said()).toEqual(HOLDS);
  expect(said("203.0.113.0/24", "10.0.0.0/8", "192.0.2.20", "192.0.2.128/25", "192.0.2.0/25")).toEqual(HOLDS);
});

const EVERYTHING = {
  message: "the exclusions of pair inbound cover every address, so no packet leaves with the virtual IP",
  allowed: "the networks of Management Layer, Configuration Layer and T-Library clients",
  fix: "name these networks one by one",
};

test("one that covers everything is found", () => {
  expect(said("203.0.113.0/24", "0.0.0.0/0")).toEqual({
    found: [{ path: `${EXCLUSIONS}.1`, found: "0.0.0.0/0", ...EVERYTHING }],
    notEvaluated: [],
  });
  expect(said("0.0.0.0/0").found.map(({ path }) => path)).toEqual([`${EXCLUSIONS}.0`]);
});

test("IPv6 exclusions are ignored, because a BIG-IP has no IPv6 here", () => {
  expect(said("::/0", "0.0.0.0/0").found.map(({ path, found }) => [path, found])).toEqual([
    [`${EXCLUSIONS}.1`, "0.0.0.0/0"],
  ]);
  const halves = said("::/0", "128.0.0.0/1", "0.0.0.0/1").found;
  expect(halves.map(({ path, found }) => [path, found])).toEqual([[EXCLUSIONS, "::/0 and 128.0.0.0/1 and 0.0.0.0/1"]]);
});

test("half of all addresses is not all, whichever half", () => {
  expect(said("224.0.0.0/3", "0.0.0.0/1")).toEqual(HOLDS);
  expect(said("0.0.0.0/1")).toEqual(HOLDS);
});

test("several that together cover everything are found", () => {
  expect(said("128.0.0.0/1", "0.0.0.0/2", "64.0.0.0/2").found).toEqual([
    { path: EXCLUSIONS, found: "128.0.0.0/1 and 0.0.0.0/2 and 64.0.0.0/2", ...EVERYTHING },
  ]);
});

test.each(["192.0.0.0/16", "192.0.2.0/24"])(
  "%s, which contains the network of the virtual IP, is found",
  (exclusion) => {
    expect(said("203.0.113.0/24", exclusion).found).toEqual([
      {
        path: `${EXCLUSIONS}.1`,
        message: `the exclusion ${exclusion} covers the whole of network ltm-outside, where the callers of BIG-IP ltm-1 come from`,
        found: exclusion,
        allowed: "networks that do not contain 192.0.2.0/24",
        fix: "name the machines themselves, or smaller networks",
      },
    ]);
  },
);
