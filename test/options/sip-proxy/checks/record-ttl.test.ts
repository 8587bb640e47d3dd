import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, sipProxyDeclaration } from "../sip-proxy-sample";

test.each(["1s", "60s", "24h"])("holds with %s", (ttl) => {
  const changes = { [`${POOL}.recordTtl`]: ttl, [`${POOL}.addressTtl`]: ttl };
  expect(evaluateRule("record-ttl", sipProxyDeclaration(changes))).toEqual(HOLDS);
});

test.each([
  ["recordTtl", "0s", "with a TTL of 0 no answer may be kept: each call needs a name server"],
  ["recordTtl", "0ms", "with a TTL of 0 no answer may be kept: each call needs a name server"],
  ["recordTtl", "25h", "with a TTL of more than a day, answers lead to a proxy for as long after it was taken out"],
  ["addressTtl", "1500ms", "a TTL counts whole seconds"],
])("%s %s is found", (key, ttl, message) => {
  expect(evaluateRule("record-ttl", sipProxyDeclaration({ [`${POOL}.${key}`]: ttl }))).toEqual({
    found: [
      {
        path: `${POOL}.${key}`,
        message,
        found: ttl,
        allowed: "whole seconds from 1s to 24h",
        fix: "use 60s, or what suits the endpoints: see docs/sip-proxy.md",
      },
    ],
    notEvaluated: [],
  });
});
