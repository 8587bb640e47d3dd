import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";
import { REMOVED, windowsPair } from "../../sample-declaration";

test("holds if the hosts of the pairs have a connection; others need none", () => {
  expect(evaluateSample("connection-missing")).toEqual(HOLDS);
});

test("a host of a pair that Terraform cannot reach is found, with what to do by hand", () => {
  expect(evaluateSample("connection-missing", { "hosts.sip-b.connection": REMOVED })).toEqual({
    found: [
      {
        path: "hosts.sip-b",
        message: "host sip-b has no connection; Terraform will not install its scripts",
        found: "no connection",
        fix: "add connection.ssh, or copy hosts/sip-b/ there by hand and run: sh deploy install manual",
      },
    ],
    notEvaluated: [],
  });
});

test("for a Windows host the finding names the other way to reach it, and its own command", () => {
  const changes = { ...windowsPair(), "hosts.sip-b.connection": REMOVED };
  expect(evaluateSample("connection-missing", changes).found.map(({ fix }) => fix)).toEqual([
    "add connection.ssh or connection.winrm, or copy hosts/sip-b/ there by hand and run: deploy.cmd install manual",
  ]);
});
