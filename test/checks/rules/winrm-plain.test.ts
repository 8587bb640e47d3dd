import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";
import { windowsPair } from "../../sample-declaration";

test("holds with https, which is the default, and says nothing of SSH", () => {
  expect(evaluateSample("winrm-plain", windowsPair())).toEqual(HOLDS);
  expect(evaluateSample("winrm-plain")).toEqual(HOLDS);
});

test("a connection without encryption is found", () => {
  const changes = { ...windowsPair(), "hosts.sip-a.connection.winrm.https": false };
  expect(evaluateSample("winrm-plain", changes)).toEqual({
    found: [
      {
        path: "hosts.sip-a.connection.winrm.https",
        message: "the connection to host sip-a is not encrypted, and the identity of the host is not checked",
        found: "false",
        allowed: "true",
        fix: "give the host a certificate and an https listener, and remove https: false",
      },
    ],
    notEvaluated: [],
  });
});
