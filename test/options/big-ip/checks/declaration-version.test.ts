import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../../rule-evaluation";
import { bigIpDeclaration } from "../big-ip-sample";

const said = (version: string, as3Version: string) =>
  evaluateRule(
    "declaration-version",
    bigIpDeclaration({ "bigIps.ltm-1.version": version, "bigIps.ltm-1.as3Version": as3Version }),
  );

test.each([
  ["17.1.0", "3.50.0"],
  ["15.1.0", "3.56.1"],
  ["13.1.0", "3.49.0"],
  ["14.1.4", "3.30.0"],
])("holds with BIG-IP %s and AS3 %s", (version, as3Version) => {
  expect(said(version, as3Version)).toEqual(HOLDS);
});

test("AS3 3.50 on a BIG-IP before 15.1 is found", () => {
  expect(said("14.1.4", "3.50.0").found).toEqual([
    {
      path: "bigIps.ltm-1.as3Version",
      message: "AS3 3.50.0 does not run on BIG-IP 14.1.4",
      found: "3.50.0",
      allowed: "3.30 to 3.49",
      fix: "set as3Version: 3.49.0",
    },
  ]);
});

test("a BIG-IP that is too old for any AS3 is found", () => {
  expect(said("12.1.6", "3.49.0").found).toEqual([
    {
      path: "bigIps.ltm-1.version",
      message: "no version of AS3 that runs on BIG-IP 12.1.6 takes the declaration",
      found: "12.1.6",
      allowed: "13.1 or later",
      fix: "use the commands of tmsh.txt on this device, and acknowledge this; or update the device",
    },
  ]);
});

test.each(["3.29.0", "3.57.0", "4.0"])("a declaration for AS3 %s differs from what is written", (as3Version) => {
  expect(said("17.1.0", as3Version).found).toEqual([
    {
      path: "bigIps.ltm-1.as3Version",
      message: `the declaration is not written for AS3 ${as3Version}`,
      found: as3Version,
      allowed: "3.30 to 3.56",
      fix: "name a version of AS3 between these that is not later than the one on the device",
    },
  ]);
});
