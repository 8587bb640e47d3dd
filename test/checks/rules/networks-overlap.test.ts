import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

test("holds where networks have nothing in common, neighbours included", () => {
  expect(evaluateSample("networks-overlap", { "networks.next": { cidr: "10.120.1.0/24" } })).toEqual(HOLDS);
});

test.each([
  ["inside another", "10.120.0.128/25"],
  ["around another", "10.120.0.0/16"],
  ["equal to another", "10.120.0.0/24"],
])("a network %s is found at the one whose name comes second", (_, cidr) => {
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

test("networks of different versions have nothing in common", () => {
  expect(evaluateSample("networks-overlap", { "networks.six": { cidr: "::/0" } })).toEqual(HOLDS);
});
