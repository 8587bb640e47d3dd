import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../rule-evaluation";
import { sampleDeclaration } from "../../sample-declaration";

const CODE = "failure-detection-differs";
const DETECTION = "managementLayer.failureDetection";
const east = sampleDeclaration({ [`${DETECTION}.disconnectSwitchoverTimeout`]: "5s" });
const west = (changes: Readonly<Record<string, unknown>> = {}) =>
  sampleDeclaration({ environment: "west", ...changes });

test("holds if environments of one Solution Control Server declare its timers alike, in any unit, and for ADDP's", () => {
  const alike = west({
    [`${DETECTION}.disconnectSwitchoverTimeout`]: "5000ms",
    [`${DETECTION}.addpTimeout`]: "20s",
  });
  expect(evaluateRule(CODE, east, alike)).toEqual(HOLDS);
});

test("holds if each has its own Solution Control Server", () => {
  const own = west({ "managementLayer.solutionControlServer.application": "SCS_West" });
  expect(evaluateRule(CODE, east, own)).toEqual(HOLDS);
});

test("a timer that the second import would change is found there, once for a redundant pair", () => {
  const pair = {
    "managementLayer.backupSolutionControlServer": { application: "SCS_B", host: "mgmt-2" },
    "hosts.mgmt-2": { os: "linux", interfaces: { eth0: { network: "management", address: "10.110.0.6" } } },
  };
  const first = sampleDeclaration({ ...pair, [`${DETECTION}.disconnectSwitchoverTimeout`]: "5s" });
  expect(evaluateRule(CODE, first, west({ ...pair, [`${DETECTION}.haFlipDetectTimeout`]: "20s" }))).toEqual({
    found: [
      {
        environment: "west",
        path: `${DETECTION}.disconnectSwitchoverTimeout`,
        message:
          "disconnectSwitchoverTimeout of Solution Control Server SCS_Staging is 0s, but 5s in environment staging, which has the same server",
        found: "0s",
        allowed: "5s",
        fix: "declare the same value in both environments, e.g. in a base that both extend",
      },
      {
        environment: "west",
        path: `${DETECTION}.haFlipDetectTimeout`,
        message:
          "haFlipDetectTimeout of Solution Control Server SCS_Staging is 20s, but 10s in environment staging, which has the same server",
        found: "20s",
        allowed: "10s",
        fix: "declare the same value in both environments, e.g. in a base that both extend",
      },
    ],
    notEvaluated: [],
  });
});

test("every further environment is compared with the first one", () => {
  const { found } = evaluateRule(CODE, east, west(), sampleDeclaration({ environment: "south" }));
  expect(found.map(({ environment, allowed }) => [environment, allowed])).toEqual([
    ["west", "5s"],
    ["south", "5s"],
  ]);
});
