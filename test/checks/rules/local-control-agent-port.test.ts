import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

const said = (port: number) =>
  evaluateSample("local-control-agent-port", { "hosts.sip-a.localControlAgent": { port } });

test("holds with every port that an agent and its Host object accept", () => {
  expect([2000, 4999, 9999].map(said)).toEqual([HOLDS, HOLDS, HOLDS]);
});

test("a port above these is found", () => {
  expect(said(10_000)).toEqual({
    found: [
      {
        path: "hosts.sip-a.localControlAgent.port",
        message: "the Host object of sip-a does not take the port of its Local Control Agent",
        found: "10000",
        allowed: "2000 to 9999",
        fix: "make the agent listen on an allowed port, e.g. 4999, the default; or acknowledge this if your installation takes the port",
      },
    ],
    notEvaluated: [],
  });
});

test("a port below these is found, because the agent would start on its default", () => {
  expect([1, 1999].map((port) => said(port).found)).toEqual(
    [1, 1999].map((port) => [
      {
        path: "hosts.sip-a.localControlAgent.port",
        message: "the Local Control Agent of sip-a would start on 4999, and not be reached at this port",
        found: String(port),
        allowed: "2000 to 9999",
        fix: "make the agent listen on an allowed port, e.g. 4999, the default; or acknowledge this if your installation takes the port",
      },
    ]),
  );
});
