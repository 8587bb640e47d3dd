import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../../rule-evaluation";
import { windowsPair } from "../../../sample-declaration";

const TAKEOVER = "pairs.inbound.highAvailability.ipAddressTakeover";
const WATCHDOG = `${TAKEOVER}.watchdog`;

test("a pair without a watchdog is found", () => {
  expect(evaluateSample("isolated-host")).toEqual({
    found: [
      {
        path: TAKEOVER,
        message: "a host that is cut off from the Management Layer keeps the virtual IP, and both hosts answer for it",
        found: "no watchdog",
        fix: "add watchdog: {} for its defaults, or acknowledge this and say how you fence such a host",
      },
    ],
    notEvaluated: [],
  });
});

test("holds if the watchdog lets go before the backup takes over: 14s + 2s + 2s is 2 x 9s", () => {
  expect(evaluateSample("isolated-host", { [WATCHDOG]: {} })).toEqual(HOLDS);
  expect(evaluateSample("isolated-host", { [WATCHDOG]: { isolationTimeout: "14s" } })).toEqual(HOLDS);
});

test("a watchdog of another system takes two seconds longer to ask", () => {
  const found = (isolationTimeout: string) =>
    evaluateSample("isolated-host", { ...windowsPair(), [WATCHDOG]: { isolationTimeout } }).found;
  expect(found("12s")).toEqual([]);
  expect(found("13s")).toMatchObject([{ allowed: "at most 12s with these timers" }]);
});

test("a watchdog needs another second to ask a second Solution Control Server, unless that is on its own host", () => {
  const found = (host: string, isolationTimeout: string) =>
    evaluateSample("isolated-host", {
      "hosts.mgmt-2": { os: "linux", interfaces: { eth0: { network: "management", address: "10.110.0.6" } } },
      "hosts.sip-a.managementInterface": "eth0",
      "hosts.sip-b.managementInterface": "eth0",
      "managementLayer.backupSolutionControlServer": { application: "SCS_Staging_B", host },
      "managementLayer.solutionControlServer": {
        application: "SCS_Staging",
        host: host === "mgmt-2" ? "mgmt-1" : "sip-a",
      },
      [WATCHDOG]: { isolationTimeout },
    }).found;
  expect(found("mgmt-2", "13s")).toEqual([]);
  expect(found("mgmt-2", "14s")).toMatchObject([{ allowed: "at most 13s with these timers" }]);
  expect(found("sip-b", "14s")).toEqual([]);
});

test("a watchdog that lets go too late is found", () => {
  expect(evaluateSample("isolated-host", { [WATCHDOG]: { isolationTimeout: "15s" } })).toEqual({
    found: [
      {
        path: `${WATCHDOG}.isolationTimeout`,
        message:
          "the watchdog releases the virtual IP after up to 19s, but the backup takes over after 18s; in between, both hosts hold it",
        found: "15s",
        allowed: "at most 14s with these timers",
        fix: "shorten isolationTimeout or interval, or lengthen disconnectSwitchoverTimeout",
      },
    ],
    notEvaluated: [],
  });
});

test("an isolationTimeout of one second is short enough", () => {
  const said = evaluateSample("isolated-host", {
    [WATCHDOG]: {},
    "managementLayer.failureDetection": { addpTimeout: "2s", disconnectSwitchoverTimeout: "1s" },
  });
  expect(said.found).toMatchObject([{ allowed: "at most 1s with these timers" }]);
});

test("if no watchdog is quick enough, the finding says how much longer the backup has to wait", () => {
  const said = evaluateSample("isolated-host", {
    [WATCHDOG]: {},
    "managementLayer.failureDetection": { addpTimeout: "2s" },
  });
  expect(said.found).toEqual([
    {
      path: `${WATCHDOG}.isolationTimeout`,
      message:
        "the watchdog releases the virtual IP after up to 14s, but the backup takes over after 4s; in between, both hosts hold it",
      found: "10s",
      fix: "lengthen disconnectSwitchoverTimeout by 10s: no isolationTimeout is short enough",
    },
  ]);
});

test("is not evaluated if ADDP is off, because nobody knows when the backup takes over", () => {
  expect(
    evaluateSample("isolated-host", { [WATCHDOG]: {}, "managementLayer.failureDetection": { addpTimeout: "0s" } }),
  ).toEqual({
    found: [],
    notEvaluated: [
      {
        path: WATCHDOG,
        reason: "ADDP is off, so the time until the backup takes over is not known",
        fix: "set addpTimeout",
      },
    ],
  });
});
