import { expect, test } from "vitest";
import { singleHostDeclaration } from "../../options/single-host/single-host-sample";
import { evaluateRule, evaluateSample, HOLDS } from "../../rule-evaluation";

const SSH = "hosts.sip-b.connection.ssh";

test.each([
  { user: "deploy" },
  { user: "deploy", becomeRoot: "sudo" },
  { user: "root", becomeRoot: "none" },
  { user: "root" },
])("holds with %j", (ssh) => {
  expect(evaluateSample("connection-rights", { [SSH]: ssh })).toEqual(HOLDS);
});

test("an account without a way to root's rights is found, unless its host gets no scripts", () => {
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
