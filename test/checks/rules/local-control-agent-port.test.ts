import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

const said = (port: number) =>
  evaluateSample("local-control-agent-port", { "hosts.sip-a.localControlAgent": { port } });

test("holds with every port that a Host object takes", () => {
  expect([1, 4999, 9999].map(said)).toEqual([HOLDS, HOLDS, HOLDS]);
});

test("a port above them is found", () => {
  expect(said(10_000)).toEqual({
    found: [
      {
        path: "hosts.sip-a.localControlAgent.port",
        message: "the Host object of sip-a does not take the port of its Local Control Agent",
        found: "10000",
        allowed: "1 to 9999",
        fix: "have the agent listen on a port that is allowed, as on 4999, the default; or acknowledge this where your Configuration Layer takes it",
      },
    ],
    notEvaluated: [],
  });
});
