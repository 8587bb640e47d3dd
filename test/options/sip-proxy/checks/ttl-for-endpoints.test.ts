import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { REMOVED } from "../../../sample-declaration";
import { POOL, sipProxyDeclaration } from "../sip-proxy-sample";

const said = (endpoints: readonly string[], recordTtl: string, addressTtl = "30s") =>
  evaluateRule(
    "ttl-for-endpoints",
    sipProxyDeclaration({
      [`${POOL}.endpoints`]: endpoints,
      [`${POOL}.recordTtl`]: recordTtl,
      [`${POOL}.addressTtl`]: addressTtl,
    }),
  );

test("holds at the bounds of each kind", () => {
  expect(said(["srv", "session-border-controller"], "30s")).toEqual(HOLDS);
  expect(said(["srv", "session-border-controller"], "1h")).toEqual(HOLDS);
  expect(said(["static-cache", "address"], "5m", "5s")).toEqual(HOLDS);
  expect(said(["static-cache", "address"], "24h", "2m")).toEqual(HOLDS);
});

test("phones with their own records need a long TTL", () => {
  expect(said(["static-cache"], "60s")).toEqual({
    found: [
      {
        path: `${POOL}.recordTtl`,
        message:
          "recordTtl 60s does not suit endpoints of the kind static-cache: they may wait for minutes when the records have run out and no name server answers",
        found: "60s",
        allowed: "300s to 86400s",
        fix: "set recordTtl to a time in this range, or acknowledge this and say how these endpoints behave",
      },
    ],
    notEvaluated: [],
  });
});

test("for endpoints that resolve only addresses the TTL of the second name counts", () => {
  expect(said(["address"], "24h", "121s").found).toEqual([
    {
      path: `${POOL}.addressTtl`,
      message:
        "addressTtl 121s does not suit endpoints of the kind address: they follow a change of the addresses only when the TTL is over",
      found: "121s",
      allowed: "5s to 120s",
      fix: "set addressTtl to a time in this range, or acknowledge this and say how these endpoints behave",
    },
  ]);
});

test("is not evaluated if it is not declared what uses the pool", () => {
  expect(evaluateRule("ttl-for-endpoints", sipProxyDeclaration({ [`${POOL}.endpoints`]: REMOVED }))).toEqual({
    found: [],
    notEvaluated: [
      {
        path: POOL,
        reason: "nothing says which endpoints use the pool, so its TTLs cannot be judged",
        fix: "declare endpoints, e.g. endpoints: [srv, session-border-controller]",
      },
    ],
  });
});
