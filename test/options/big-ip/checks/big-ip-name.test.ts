import { expect, test } from "vitest";
import { DECLARATION_KEYS } from "../../../../lib/options/big-ip/as3-classes";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration } from "../big-ip-sample";

const said = (declaration: object) => evaluateRule("big-ip-name", declaration);

test("holds with ordinary names", () => {
  expect(said(bigIpDeclaration())).toEqual(HOLDS);
});

test("a pair whose name equals a key of its tenant is found", () => {
  const declaration = bigIpDeclaration();
  const pairs = { label: (declaration.pairs as Record<string, unknown>).inbound };
  expect(said({ ...declaration, pairs }).found).toEqual([
    {
      path: "pairs.label",
      part: "key",
      message: "label is a key of AS3 tenants, and cannot be the name of an application",
      found: "label",
      allowed:
        "a name other than class, label, remark, enable, defaultRouteDomain, useCommonRouteDomainTenant, Shared, constants, controls, optimisticLockKey, verifiers",
      fix: "use another name",
    },
  ]);
});

test("an environment, or a tenant, whose name equals a key of the declaration is found", () => {
  const outline = (declaration: object) => said(declaration).found.map(({ path, message }) => [path, message]);
  expect(said(bigIpDeclaration({ environment: "controls" })).found).toEqual([
    {
      path: "environment",
      message: "controls, the tenant on BIG-IP ltm-1, is a key of AS3 declarations, and cannot be the name of a tenant",
      found: "controls",
      allowed: `a name other than ${DECLARATION_KEYS.join(", ")}`,
      fix: "name another tenant for BIG-IP ltm-1",
    },
  ]);
  expect(outline(bigIpDeclaration({ "bigIps.ltm-1.tenant": "scratch" }))).toEqual([
    [
      "bigIps.ltm-1.tenant",
      "scratch, the tenant on BIG-IP ltm-1, is a key of AS3 declarations, and cannot be the name of a tenant",
    ],
  ]);
});

test.each(["ltm-inside", "ltm-outside"])(
  "a network whose name the device uses for something else is found: %s",
  (network) => {
    const declaration = JSON.parse(JSON.stringify(bigIpDeclaration()).replaceAll(network, "self-inside"));
    expect(said(declaration).found).toEqual([
      {
        path: "networks.self-inside",
        part: "key",
        message: "self-inside is the name of something else on BIG-IP ltm-1, and cannot be the name of a VLAN",
        found: "self-inside",
        allowed: "a name other than class, label, hostname, self-inside, self-outside, default-route",
        fix: "use another name",
      },
    ]);
  },
);
