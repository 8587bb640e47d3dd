import { describe, expect, test } from "vitest";
import { Match } from "../../../lib/testing";
import { exampleTopology, firstPair } from "../example-topology";
import { messageOf, misuseOf } from "../message-of";

describe("an object of the Configuration Layer", () => {
  test("is found by its name, its properties, or both", () => {
    const topology = firstPair();
    topology.hasConfigurationObject("host", "sip-a", { ipAddress: "10.110.0.11" });
    topology.hasConfigurationObject("script", "SIP_In_P_VIP_UP_REACTION");
    topology.hasConfigurationObject("application", { name: "SIP_In_P", redundancyType: "hthotstanby" });
    topology.hasConfigurationObject("application", { name: /_VIP_DOWN$/, commandLineArguments: "down" });
    topology.hasConfigurationObject("application", "SIP_In_B", { redundancyType: Match.absent() });
    topology.hasConfigurationObject("alarmCondition", {
      alarmDetectEvent: { logEventID: 5150, app: "SIP_In_P" },
      reactionScripts: Match.arrayWith([{ name: "SIP_In_P_VIP_UP_REACTION" }]),
    });
    topology.not.hasConfigurationObject("application", "SIP_In_P", { autoRestart: false });
    exampleTopology("sip-proxy.yaml").hasConfigurationObject("application", { name: /^SIP_/ });
  });

  test("is missed by a property, in the object of that name, even if others are nearer", () => {
    expect(
      messageOf(() =>
        firstPair().hasConfigurationObject("application", "SIP_In_P_VIP_UP", { commandLineArguments: "down" }),
      ),
    ).toBe(
      `staging has no application SIP_In_P_VIP_UP like { commandLineArguments: "down" }
It has 8 applications; the nearest is SIP_In_P_VIP_UP:
   {
     name: "SIP_In_P_VIP_UP",
     appPrototype: "Third Party Server",
     autoRestart: false,
     redundancyType: "htcoldstanby",
     serverInfo: { host: "sip-a" },
     workDirectory: "/opt/genesys/sip-ha",
     commandLine: "/opt/genesys/sip-ha/inbound-vip",
!!   Expected "down" but received "up"
     commandLineArguments: "up",
     state: "enabled",
   }`,
    );
  });

  test("is missed without a name, by the object that matches most of it", () => {
    const like = { commandLineArguments: "sideways", serverInfo: { host: "sip-b" } } as const;
    expect(messageOf(() => firstPair().hasConfigurationObject("application", like))).toBe(
      `staging has no application like { commandLineArguments: "sideways", serverInfo: { host: "sip-b" } }
It has 8 applications; the nearest is SIP_In_B_VIP_DOWN:
   {
     name: "SIP_In_B_VIP_DOWN",
     appPrototype: "Third Party Server",
     autoRestart: false,
     redundancyType: "htcoldstanby",
     serverInfo: { host: "sip-b" },
     workDirectory: "/opt/genesys/sip-ha",
     commandLine: "/opt/genesys/sip-ha/inbound-vip",
!!   Expected "sideways" but received "down"
     commandLineArguments: "down",
     state: "enabled",
   }`,
    );
  });

  test("is missed by name, with the one that may have been meant", () => {
    expect(messageOf(() => firstPair().hasConfigurationObject("host", "sip-aa"))).toBe(
      `staging has no Host object sip-aa; did you mean sip-a?
It has 3 Host objects; the nearest is sip-a:
   {
!!   Expected "sip-aa" but received "sip-a"
     name: "sip-a",
     type: "networkserver",
     ipAddress: "10.110.0.11",
     lcaPort: "4999",
     osInfo: { type: "redhatlinux" },
     state: "enabled",
   }`,
    );
  });

  test("of a kind without any objects is reported as such", () => {
    expect(messageOf(() => firstPair().hasConfigurationObject("dn", "5000"))).toBe(
      "staging has no DN 5000; it has no DNs at all",
    );
  });

  test("that must not exist is named, with the others", () => {
    expect(messageOf(() => firstPair().not.hasConfigurationObject("script", { name: /UP/ }))).toBe(
      `staging has Script object like { name: /UP/ }, but should not
These are: SIP_In_B_VIP_UP_REACTION, SIP_In_P_VIP_UP_REACTION; the first:
   {
     name: "SIP_In_B_VIP_UP_REACTION",
     tenant: "Environment",
     type: "alarmreaction",
     state: "enabled",
   }`,
    );
  });

  test.each([
    ["aplication", "; did you mean application?", "write application"],
    ["applications", "; did you mean application?", "write application"],
    ["switch", "", "use one that exists"],
    ["constructor", "", "use one that exists"],
  ])("of kind %s is a mistake of the test", (kind, hint, fix) => {
    const message = [
      `the Configuration Layer's objects have no kind ${kind}${hint}`,
      `  found:   ${kind}`,
      "  allowed: host, script, application, alarmCondition or dn",
      `  fix:     ${fix}`,
    ].join("\n");
    expect(misuseOf(() => firstPair().hasConfigurationObject(kind as never, "x"))).toBe(message);
    expect(misuseOf(() => firstPair().not.hasConfigurationObject(kind as never, "x"))).toBe(message);
    expect(misuseOf(() => firstPair().findConfigurationObjects(kind as never))).toBe(message);
  });

  test("that is asked for by something other than a mapping is a mistake of the test", () => {
    expect(misuseOf(() => firstPair().hasConfigurationObject("application", /^SIP/ as never))).toBe(
      [
        "an object of the Configuration Layer is identified by its name, by properties, or by both",
        "  found:   /^SIP/",
        "  allowed: a mapping of properties",
        "  fix:     write the properties as a mapping, e.g. { name: /^SIP_/ }",
      ].join("\n"),
    );
  });
});
