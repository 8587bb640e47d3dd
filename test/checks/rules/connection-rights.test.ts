import { expect, test } from "vitest";
import { singleHostDeclaration } from "../../options/single-host/single-host-sample";
import { evaluateRule, evaluateSample, HOLDS } from "../../rule-evaluation";
import { REMOVED, windowsPair } from "../../sample-declaration";

const SSH = "hosts.sip-b.connection.ssh";

test.each([
  { user: "deploy" },
  { user: "deploy", becomeRoot: "sudo" },
  { user: "root", becomeRoot: "none" },
  { user: "root" },
])("holds with %j", (ssh) => {
  expect(evaluateSample("connection-rights", { [SSH]: ssh })).toEqual(HOLDS);
});

test("an account without root's rights, or a way to get them, is found, unless its host gets no scripts", () => {
  const ssh = { user: "deploy", becomeRoot: "none" };
  expect(evaluateSample("connection-rights", { [SSH]: ssh })).toEqual({
    found: [
      {
        path: `${SSH}.becomeRoot`,
        message: "Terraform connects to host sip-b as deploy, which may not install there",
        found: "none",
        allowed: "sudo, unless the user is root",
        fix: "remove becomeRoot, so that sudo is used without a password",
      },
    ],
    notEvaluated: [],
  });
  const declaration = singleHostDeclaration({ "hosts.sip-a.connection.ssh": ssh });
  expect(evaluateRule("connection-rights", declaration)).toEqual(HOLDS);
});

test("a host without a connection, and a Windows host, have no way to root's rights and need none", () => {
  expect(evaluateSample("connection-rights", { "hosts.sip-b.connection": REMOVED })).toEqual(HOLDS);
  expect(evaluateSample("connection-rights", windowsPair())).toEqual(HOLDS);
  const bySsh = { ...windowsPair(), "hosts.sip-b.connection": { ssh: { user: "Administrator" } } };
  expect(evaluateSample("connection-rights", bySsh)).toEqual(HOLDS);
});
