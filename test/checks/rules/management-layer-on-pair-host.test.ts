import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";

test("holds where the Management Layer has a host of its own", () => {
  expect(evaluateSample("management-layer-on-pair-host")).toEqual(HOLDS);
});

test.each([
  [
    "solutionControlServer",
    "SCS_Staging",
    "sip-a",
    "move it to a host of its own, or declare the backupSolutionControlServer on another host",
  ],
  [
    "messageServer",
    "Message_Server_Staging",
    "sip-b",
    "move it to a host of its own, or acknowledge this where a redundant one exists",
  ],
])("%s on a host of a pair is found", (key, application, host, fix) => {
  expect(evaluateSample("management-layer-on-pair-host", { [`managementLayer.${key}.host`]: host, ...named })).toEqual({
    found: [
      {
        path: `managementLayer.${key}.host`,
        message: `${application} runs on host ${host} of pair inbound; the loss of that host leaves nobody to switch over`,
        found: host,
        allowed: "a host that runs no SIP Server, or a redundant Management Layer",
        fix,
      },
    ],
    notEvaluated: [],
  });
});

test("two Solution Control Servers on the two hosts of a pair are not lost with one of them", () => {
  const both = {
    "managementLayer.solutionControlServer.host": "sip-a",
    "managementLayer.backupSolutionControlServer": { application: "SCS_Staging_B", host: "sip-b" },
  };
  expect(evaluateSample("management-layer-on-pair-host", { ...both, ...named })).toEqual(HOLDS);
});

/** The default of the management interface follows Solution Control Server, which these tests move. */
const named = { "hosts.sip-a.managementInterface": "eth0", "hosts.sip-b.managementInterface": "eth0" };
