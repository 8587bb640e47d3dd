import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { POOL, sipProxyDeclaration } from "../sip-proxy-sample";

const member = (application: string, host: string) => ({ application, host });
const said = (...pairs: readonly (readonly object[])[]) =>
  evaluateRule(
    "resource-manager-pair",
    sipProxyDeclaration({ [`${POOL}.resourceManagers`]: pairs.map((members) => ({ members })) }),
  );

test("holds with several pairs, each on two hosts", () => {
  const second = [member("RM_3", "proxy-1"), member("RM_4", "proxy-2")];
  expect(said([member("RM_1", "proxy-1"), member("RM_2", "proxy-2")], second)).toEqual(HOLDS);
});

test("any number except two is found", () => {
  expect(said([member("RM_1", "proxy-1")], []).found).toEqual([
    {
      path: `${POOL}.resourceManagers.0.members`,
      message: "a pair of Resource Managers has two members, but this one has 1",
      found: "RM_1",
      allowed: "two",
      fix: "name the two that are active together; a third one belongs to a pair of its own",
    },
    {
      path: `${POOL}.resourceManagers.1.members`,
      message: "a pair of Resource Managers has two members, but this one has 0",
      found: "none",
      allowed: "two",
      fix: "name the two that are active together; a third one belongs to a pair of its own",
    },
  ]);
});

test("both on one host are found, and one that is listed twice", () => {
  const first = [member("RM_1", "proxy-1"), member("RM_2", "proxy-1")];
  expect(said(first, [member("RM_2", "proxy-1"), member("RM_3", "proxy-2")]).found).toEqual([
    {
      path: `${POOL}.resourceManagers.0.members.1.host`,
      message: "Resource Managers RM_1 and RM_2 are both on host proxy-1",
      found: "proxy-1",
      allowed: "another host",
      fix: "name the second host",
    },
    {
      path: `${POOL}.resourceManagers.1.members.0.application`,
      message: "Resource Manager RM_2 is named twice for the pool of pair inbound",
      found: "RM_2",
      allowed: "each once",
      fix: "name another Resource Manager, or remove this pair",
    },
  ]);
});
