import { describe, expect, test } from "vitest";
import { furtherInterfaces, sampleDeclaration } from "../sample-declaration";
import { READY, stepsOf } from "./steps-of";

describe("a server of which only the host changes", () => {
  const host = {
    os: "linux",
    interfaces: furtherInterfaces(13),
  };
  const moved = (role: "primary" | "backup") =>
    stepsOf(
      sampleDeclaration({ "hosts.sip-c": host }),
      sampleDeclaration({ "hosts.sip-c": host, [`pairs.inbound.${role}.host`]: "sip-c" }),
    ).map((step) => step.split("\n")[0]!);
  const install =
    "Install SIP Server on sip-c as its own documentation says, and a Local Control Agent if there is none.";
  const refused = (application: string) =>
    `Be prepared for Configuration Server to refuse the new host of ${application}: it does not change the host of a server that is a backup, or that others connect to (documented: https://docs.genesys.com/Documentation:PSDK:ConfigLayerRef:CfgServer:8.5.x). If the import below fails for that reason, wait until callers can be without the pair and stop both of its servers. Separate them as primary and backup, and remove the server that moves from the connections of its clients. Import, which makes them a pair again, and put the connections back.`;

  test("is switched over and stopped if it is the primary, when the new host is ready, and the other server is left alone", () => {
    expect(moved("primary").filter((step) => /SIP_In|sip-c as/.test(step))).toEqual([
      `pairs.inbound: ${install}`,
      'Pair inbound: switch SIP_In_P over, as in "Manual switchover, there" of its chapter in the runbook before the change; when SIP_In_B serves, stop SIP_In_P.',
      refused("SIP_In_P"),
      `Pair inbound: start SIP_In_P, and wait until ${READY}. If SIP_In_P should be primary, switch back, but not before 10s have passed.`,
    ]);
  });

  test("is stopped if it is the backup, and nothing is switched over", () => {
    expect(moved("backup").filter((step) => /SIP_In|sip-c as/.test(step))).toEqual([
      `pairs.inbound: ${install}`,
      "Pair inbound: stop SIP_In_B, the backup.",
      refused("SIP_In_B"),
      `Pair inbound: start SIP_In_B, and wait until ${READY}.`,
    ]);
  });

  test("may be refused by Configuration Server, which the diff says right before the import, only for a server that moves", () => {
    const steps = moved("backup");
    const at = steps.indexOf(refused("SIP_In_B"));
    expect(steps[at + 1]).toMatch(/^Export the objects .* Import `configuration-layer\/objects\.json`/);
    const renamed = stepsOf(sampleDeclaration(), sampleDeclaration({ "pairs.inbound.backup.application": "SIP_New" }));
    expect(renamed.join()).not.toContain("to refuse the new host");
  });
});

test("under another name, is stopped by its old name before the import; a new primary gets its Switch, a new backup gets it from the primary", () => {
  const steps = stepsOf(sampleDeclaration(), sampleDeclaration({ "pairs.inbound.backup.application": "SIP_New" }));
  const at = (text: string) => steps.findIndex((step) => step.includes(text));
  expect(at("stop SIP_In_B and SIP_In_P.")).toBeLessThan(at("Import `configuration-layer/objects.json`"));
  expect(at("Import `configuration-layer/objects.json`")).toBeLessThan(at("On SIP_New, tick HA sync, as"));
  expect(at("start SIP_In_P, then SIP_New")).toBeGreaterThan(0);
  const primary = stepsOf(sampleDeclaration(), sampleDeclaration({ "pairs.inbound.primary.application": "SIP_New" }));
  expect(primary.join()).toContain("On SIP_New, choose the Switch and tick HA sync, as");
});

test("on a renamed host may have the address refused, because the earlier Host has it until after the import", () => {
  const was = sampleDeclaration();
  const steps = stepsOf(was, JSON.parse(JSON.stringify(was).replaceAll("sip-b", "sip-x")));
  const at = (text: string) => steps.findIndex((step) => step.includes(text));
  const refusal = at(
    "refuse the address of sip-x, which is the address of Host sip-b: no two Hosts can have the same address",
  );
  expect(steps[refusal]).toContain("take the address off sip-b, as a Host needs none (documented), and import again");
  expect(refusal).toBeGreaterThan(-1);
  expect(refusal).toBeLessThan(at("Import `configuration-layer/objects.json`"));
  expect(at("| host | sip-b |")).toBeGreaterThan(at("Import `configuration-layer/objects.json`"));
  const renamed = stepsOf(was, sampleDeclaration({ "pairs.inbound.backup.application": "SIP_New" }));
  expect(renamed.join()).not.toContain("to refuse the address");
});
