import { expect, test } from "vitest";
import { singleHostDeclaration } from "../../options/single-host/single-host-sample";
import { evaluateRule, evaluateSample, HOLDS } from "../../rule-evaluation";

test("holds if the Management Layer has its own host", () => {
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
    "move it to a host of its own, or acknowledge this if a redundant one exists",
  ],
])("%s on a host of a pair is found", (key, application, host, fix) => {
  expect(evaluateSample("management-layer-on-pair-host", { [`managementLayer.${key}.host`]: host, ...named })).toEqual({
    found: [
      {
        path: `managementLayer.${key}.host`,
        message: `${application} runs on host ${host} of pair inbound; if that host is lost, nothing is left to switch over`,
        found: host,
        allowed: "a host that runs no SIP Server, or a redundant Management Layer",
        fix,
      },
    ],
    notEvaluated: [],
  });
});

test("two Solution Control Servers on the two hosts of a pair are not lost with one host; a Message Server is", () => {
  const both = {
    "managementLayer.solutionControlServer.host": "sip-a",
    "managementLayer.backupSolutionControlServer": { application: "SCS_Staging_B", host: "sip-b" },
  };
  expect(evaluateSample("management-layer-on-pair-host", { ...both, ...named })).toEqual(HOLDS);
  const withMessages = { ...both, ...named, "managementLayer.messageServer.host": "sip-b" };
  expect(evaluateSample("management-layer-on-pair-host", withMessages).found.map(({ path }) => path)).toEqual([
    "managementLayer.messageServer.host",
  ]);
});

test("the host of a pair on a single host may have the Management Layer too, because there is nothing to switch over to", () => {
  const declaration = singleHostDeclaration({ "managementLayer.solutionControlServer.host": "sip-a", ...named });
  expect(evaluateRule("management-layer-on-pair-host", declaration)).toEqual(HOLDS);
});

/** The default of the management interface follows Solution Control Server, which these tests move. */
const named = { "hosts.sip-a.managementInterface": "eth0", "hosts.sip-b.managementInterface": "eth0" };
