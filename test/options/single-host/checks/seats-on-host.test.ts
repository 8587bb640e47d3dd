import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { singleHostDeclaration } from "../single-host-sample";

/** The sample's pair with 80 seats on sip-a, and others beside it with these. */
function withOthers(others: Readonly<Record<string, number>>, host = "sip-a") {
  const changes = Object.entries(others).map(([name, seats], index) => [
    `pairs.${name}`,
    {
      primary: { application: `SIP_${name}_P`, host, ports: { tlib: 4000 + 2 * index } },
      backup: { application: `SIP_${name}_B`, host, ports: { tlib: 4001 + 2 * index } },
      sip: { port: 5070 + index, transports: ["udp"] },
      highAvailability: { singleHost: { seats } },
    },
  ]);
  return singleHostDeclaration(Object.fromEntries(changes));
}

test.each([
  ["one pair", withOthers({})],
  ["two pairs with 100 seats together", withOthers({ lab: 20 })],
  ["pairs on hosts of their own", withOthers({ lab: 80 }, "sip-b")],
  ["a pair beside one that has too many by itself, which is found for that", withOthers({ lab: 101 })],
])("holds with %s", (_, declaration) => {
  expect(evaluateRule("seats-on-host", declaration)).toEqual(HOLDS);
});

test("several pairs on a host are found if they have more seats than one pair may have", () => {
  expect(evaluateRule("seats-on-host", withOthers({ lab: 15, office: 6 }))).toEqual({
    found: [
      {
        path: "hosts.sip-a",
        message:
          "the pairs inbound, lab, office are on the single host sip-a, which is supported for at most 100 seats, perhaps for all pairs together",
        found: "101 (80 + 15 + 6)",
        allowed: "at most 100",
        fix: "give a pair another host, or acknowledge this with what the vendor has said about several pairs",
      },
    ],
    notEvaluated: [],
  });
});

test("a pair with as many seats as one may have leaves none for another", () => {
  expect(evaluateRule("seats-on-host", withOthers({ lab: 100 })).found.map(({ found }) => found)).toEqual([
    "180 (80 + 100)",
  ]);
});
