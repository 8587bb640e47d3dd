import { expect, test } from "vitest";
import { evaluateSample, HOLDS } from "../../rule-evaluation";
import { windowsPair } from "../../sample-declaration";

const AGENT = "hosts.sip-b.localControlAgent";

test.each([
  {},
  { account: "genesys" },
  { account: "root", becomeRoot: "none" },
  { account: "root", becomeRoot: "sudo" },
])("holds with %j", (agent) => {
  expect(evaluateSample("local-control-agent-rights", { [AGENT]: agent })).toEqual(HOLDS);
});

test("an account without a way to root's rights is found", () => {
  expect(evaluateSample("local-control-agent-rights", { [AGENT]: { account: "genesys", becomeRoot: "none" } })).toEqual(
    {
      found: [
        {
          path: `${AGENT}.becomeRoot`,
          message: "LCA runs as genesys on host sip-b, which may not change addresses",
          found: "none",
          allowed: "sudo, unless the account is root",
          fix: "remove becomeRoot, so that sudo is used and its rule is installed",
        },
      ],
      notEvaluated: [],
    },
  );
});

test.each(["solaris", "aix"])("on %s, where nobody installs the rule, the fix says so", (os) => {
  const changes = { "hosts.sip-b.os": os, [AGENT]: { account: "genesys", becomeRoot: "none" } };
  expect(evaluateSample("local-control-agent-rights", changes).found.map(({ fix }) => fix)).toEqual([
    "remove becomeRoot, so that sudo is used, and use visudo to add the line that the installer names: it writes no rule on this system",
  ]);
});

test("a host that runs no SIP Server has no control scripts", () => {
  const agent = { account: "genesys", becomeRoot: "none" };
  expect(evaluateSample("local-control-agent-rights", { "hosts.mgmt-1.localControlAgent": agent })).toEqual(HOLDS);
});

test("holds on Windows, whose accounts have nothing like root's rights", () => {
  expect(evaluateSample("local-control-agent-rights", windowsPair())).toEqual(HOLDS);
});
