import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration } from "../big-ip-sample";

const said = (version: string) => evaluateRule("big-ip-version", bigIpDeclaration({ "bigIps.ltm-1.version": version }));

test.each(["11.1.0", "11.6.5.3", "12.1.6"])("holds with %s", (version) => {
  expect(said(version)).toEqual(HOLDS);
});

test.each(["11.0.0", "13.0.0", "17.1.0"])("%s is not listed", (version) => {
  expect(said(version)).toEqual({
    found: [
      {
        path: "bigIps.ltm-1.version",
        message: `Genesys lists no support for BIG-IP ${version} with SIP Server`,
        found: version,
        allowed:
          "11.1.0 or later of 11.x, or 12.x (docs.genesys.com/Documentation/SIPS/8.1.1/IntegrationReferenceManual/BigIPOverview)",
        fix: "ask Genesys for a statement, prove the pair with the runbook, and acknowledge this with both",
      },
    ],
    notEvaluated: [],
  });
});
