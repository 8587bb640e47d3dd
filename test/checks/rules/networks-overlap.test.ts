import fc from "fast-check";
import { expect, test } from "vitest";
import { contains, networkAddress, networkOf } from "../../../lib/model/address";
import { evaluateRule, evaluateSample, HOLDS } from "../../rule-evaluation";
import { sampleDeclaration } from "../../sample-declaration";

test("holds if networks have no address in common, adjacent ones included", () => {
  expect(evaluateSample("networks-overlap", { "networks.next": { cidr: "10.120.1.0/24" } })).toEqual(HOLDS);
});

test.each([
  ["inside another", "10.120.0.128/25"],
  ["around another", "10.120.0.0/16"],
  ["equal to another", "10.120.0.0/24"],
])("a network %s is found at the one whose name is second", (_, cidr) => {
  expect(evaluateSample("networks-overlap", { "networks.other": { cidr } })).toEqual({
    found: [
      {
        path: "networks.voice.cidr",
        message: "network voice and network other have addresses in common",
        found: `10.120.0.0/24 and ${cidr}`,
        allowed: "networks that have no address in common",
        fix: "correct one of the two",
      },
    ],
    notEvaluated: [],
  });
});

test("networks of different IP versions have nothing in common", () => {
  expect(evaluateSample("networks-overlap", { "networks.six": { cidr: "::/0" } })).toEqual(HOLDS);
});

test("a network is reported with the first earlier network that overlaps it", () => {
  const cidr = fc
    .tuple(fc.nat(3), fc.nat(255), fc.integer({ min: 22, max: 32 }))
    .chain(([third, last, length]) =>
      fc.constantFrom(`10.1.${third}.${last}`, `2001:db8::${last}`).map((one) => networkOf(one, length)),
    );
  fc.assert(
    fc.property(fc.array(cidr, { maxLength: 9 }), (cidrs) => {
      const networks = Object.fromEntries(cidrs.map((one, index) => [`networks.n-${index}`, { cidr: one }]));
      const overlap = (one: string, other: string) =>
        contains(one, networkAddress(other)) || contains(other, networkAddress(one));
      const expected = cidrs.flatMap((one, index) => {
        const other = cidrs.slice(0, index).findIndex((before) => overlap(before, one));
        return other === -1 ? [] : [`network n-${index} and network n-${other} have addresses in common`];
      });
      const { found } = evaluateRule("networks-overlap", sampleDeclaration(networks));
      expect(found.map(({ message }) => message)).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});
