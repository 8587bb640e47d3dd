import { describe, expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration } from "../big-ip-sample";

const said = (changes: object) => {
  const settings = Object.entries(changes).map(([key, value]) => [`bigIps.ltm-1.${key}`, value]);
  return evaluateRule("big-ip-terraform", bigIpDeclaration(Object.fromEntries(settings)));
};

test("holds for a device whose declaration a person brings, and for one with what Terraform needs", () => {
  expect(said({})).toEqual(HOLDS);
  expect(said({ version: "12.1.6" })).toEqual(HOLDS);
  expect(said({ deployment: "terraform", certificateAuthorityFile: "ca.pem" })).toEqual(HOLDS);
  expect(said({ deployment: "terraform", certificateAuthorityFile: "ca.pem", version: "13.1.0" })).toEqual(HOLDS);
});

test("a device without an authority, to which F5's provider does not connect, is found", () => {
  expect(said({ deployment: "terraform" })).toEqual({
    found: [
      {
        path: "bigIps.ltm-1",
        message: "Terraform posts to BIG-IP ltm-1, but F5's provider has no authority to check its certificate with",
        found: "no certificateAuthorityFile",
        allowed: "a PEM file",
        fix: "add certificateAuthorityFile, the authority that signed the device's certificate; or leave out deployment, so that a person posts the declaration",
      },
    ],
    notEvaluated: [],
  });
});

test("a device that runs no AS3 is found only here, because an acknowledgement would not make it work", () => {
  const changes = { deployment: "terraform", certificateAuthorityFile: "ca.pem", version: "12.1.6" };
  expect(said(changes)).toEqual({
    found: [
      {
        path: "bigIps.ltm-1.version",
        message: "no version of AS3 that runs on BIG-IP 12.1.6 takes what Terraform would post",
        found: "12.1.6",
        allowed: "13.1 or later",
        fix: "leave out deployment, and use the commands of tmsh.txt on this device; or update the device",
      },
    ],
    notEvaluated: [],
  });
  const settings = Object.fromEntries(Object.entries(changes).map(([key, value]) => [`bigIps.ltm-1.${key}`, value]));
  expect(evaluateRule("declaration-version", bigIpDeclaration(settings))).toEqual(HOLDS);
});

describe("for a device without a pair behind it", () => {
  const unused = (changes: object) =>
    evaluateRule(
      "big-ip-terraform",
      bigIpDeclaration({
        "bigIps.ltm-2": {
          management: "10.213.0.101",
          version: "17.1.0",
          deployment: "terraform",
          network: {
            inside: "ltm-inside",
            outside: "ltm-outside",
            insideSelfIp: "10.214.0.2",
            outsideSelfIp: "192.0.2.3",
          },
          ...changes,
        },
      }),
    );

  test("the authority is required, because its provider is configured", () => {
    expect(unused({}).found.map(({ path, found }) => [path, found])).toEqual([
      ["bigIps.ltm-2", "no certificateAuthorityFile"],
    ]);
    expect(unused({ certificateAuthorityFile: "ca.pem" })).toEqual(HOLDS);
    expect(unused({ deployment: "operator" })).toEqual(HOLDS);
  });

  test("the version does not matter to Terraform, which posts nothing to it", () => {
    expect(unused({ certificateAuthorityFile: "ca.pem", version: "12.1.6" })).toEqual(HOLDS);
  });
});
