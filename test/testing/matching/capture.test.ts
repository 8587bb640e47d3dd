import { describe, expect, test } from "vitest";
import { Capture, Match } from "../../../lib/testing";
import { firstPair } from "../example-topology";
import { messageOf, misuseOf } from "../message-of";

describe("a Capture", () => {
  test("has the value of each object that matches, in their order", () => {
    const host = new Capture();
    firstPair().hasConfigurationObject("application", { commandLineArguments: "up", serverInfo: { host } });
    expect(host.values).toEqual(["sip-b", "sip-a"]);
    expect(host.asString()).toBe("sip-b");
    expect(host.next()).toBe(true);
    expect(host.asString()).toBe("sip-a");
    expect(host.next()).toBe(false);
    expect(host.asString()).toBe("sip-a");
  });

  test("has nothing from a candidate that does not match as a whole, or that must not match", () => {
    const name = new Capture();
    messageOf(() => firstPair().hasConfigurationObject("application", { name, commandLineArguments: "sideways" }));
    firstPair().hasConfigurationObject("application", { name: "SIP_In_P", appPrototype: Match.not({ name }) });
    expect(name.values).toEqual([]);
  });

  test("captures only what its own pattern matches, in a script as well", () => {
    const content = new Capture(Match.stringLikeRegexp("^VIRTUAL_IP='10.120.0.10'$"));
    firstPair().hasScript("sip-a", "inbound-vip", content);
    expect(content.asString()).toContain("#!/bin/sh");
  });

  test("returns the value with its type", () => {
    const [flag, ports, server, id] = [new Capture(), new Capture(), new Capture(), new Capture()];
    firstPair().hasConfigurationObject("application", "SIP_In_P", {
      autoRestart: flag,
      portInfos: ports,
      serverInfo: server,
    });
    firstPair().hasConfigurationObject("alarmCondition", "SIP_In_P_BECAME_PRIMARY", {
      alarmDetectEvent: { logEventID: id },
    });
    expect(flag.asBoolean()).toBe(true);
    expect(ports.asArray()).toHaveLength(1);
    expect(server.asObject()).toEqual({ host: "sip-a", backupServer: "SIP_In_B" });
    expect(id.asNumber()).toBe(5150);
    expect(misuseOf(() => id.asString())).toBe(
      [
        "the captured value is not a text",
        "  found:   5150",
        "  allowed: a text",
        "  fix:     ask for the value as the type that it has",
      ].join("\n"),
    );
  });

  test("reports if it has no value", () => {
    expect(misuseOf(() => new Capture().asString())).toBe(
      [
        "nothing was captured",
        "  fix:     use the Capture in an assertion that holds before you ask for its value",
      ].join("\n"),
    );
  });
});
