import { describe, expect, test } from "vitest";
import { Capture, Match, Topology } from "../../../lib/testing";
import { exampleTopology, firstPair, firstPairText } from "../example-topology";
import { messageOf, misuseOf } from "../message-of";

describe("an option of an application", () => {
  test("is found by its value (text, a number or a boolean), by a pattern, or as not set", () => {
    const topology = firstPair();
    topology.hasOption("SIP_In_P", "TServer", "sip-address", "10.120.0.10");
    topology.hasOption("SIP_In_P", "TServer", "sip-port", 5060);
    topology.hasOption("SIP_In_B", "TServer", "backup-sip-port-check", false);
    topology.hasOption("SIP_In_B", "backup-sync", "protocol", /^addp$/);
    topology.hasOption("SIP_In_B", "TServer", "http-port", Match.absent());
    topology.hasOption("SIP_In_B", "none", "at-all", Match.absent());
    topology.hasOption("SCS_Staging", "general", "haflip-detect-timeout", "10");
    topology.not.hasOption("SIP_In_P", "TServer", "sip-port", 5061);
    const port = new Capture();
    topology.hasOption("SIP_In_P", "TServer", "sip-port", port);
    expect(port.asString()).toBe("5060");
  });

  test("may be one of a SIP Proxy", () => {
    const topology = exampleTopology("sip-proxy.yaml");
    const [proxy] = topology.findConfigurationObjects("application", { name: /Proxy/i });
    expect(misuseOf(() => topology.hasOption("x", "a", "b", "c"))).toContain(proxy?.name ?? "SIP_Proxy");
  });

  test("with another value is shown", () => {
    expect(messageOf(() => firstPair().hasOption("SIP_In_P", "TServer", "sip-address", "10.120.0.11"))).toBe(
      `application SIP_In_P has no option TServer/sip-address = "10.120.0.11"; it has another value:
   {
!!   Expected "10.120.0.11" but received "10.120.0.10"
     "sip-address": "10.120.0.10",
   }`,
    );
  });

  test("that is not set is reported with the one that may have been meant, and with those of its section", () => {
    expect(messageOf(() => firstPair().hasOption("SIP_In_P", "TServer", "backup-sip-port-checking", false))).toBe(
      [
        'application SIP_In_P has no option TServer/backup-sip-port-checking = "false": it is not set; did you mean backup-sip-port-check?',
        "Set in TServer: backup-sip-port-check, sip-address, sip-port",
      ].join("\n"),
    );
  });

  test("that is a slip of one in the catalogue is a mistake of the test, also if it is negated", () => {
    expect(
      misuseOf(() => firstPair().not.hasOption("SIP_In_P", "TServer", "sip-adress", "10.120.0.10"))?.split("\n"),
    ).toEqual([
      "section TServer has no option called sip-adress; did you mean sip-address?",
      "  found:   sip-adress",
      expect.stringMatching(/^ {2}allowed: sip-address, sip-nic-address, sip-port, .* or one of \d+ more$/),
      "  fix:     write sip-address",
    ]);
    expect(misuseOf(() => firstPair().not.hasOption("SIP_In_P", "TSever", "sip-port", 5060))).toContain(
      "no application has a section called TSever; did you mean TServer?",
    );
    firstPair().not.hasOption("SIP_In_P", "TServer", "own-option", "x");
  });

  test("that is a slip of one that the site itself has set is reported only as missing", () => {
    const text = firstPairText().replace("    highAvailability:", "    options: { TServer: { my-trunk-1: x } }\n$&");
    const topology = Topology.fromYaml({ text });
    topology.hasOption("SIP_In_P", "TServer", "my-trunk-1", "x");
    topology.not.hasOption("SIP_In_P", "TServer", "my-trunk-2", "x");
  });

  test("in the wrong section is reported with the right one", () => {
    expect(messageOf(() => firstPair().hasOption("SIP_In_P", "backup-sync", "sip-port", 5060))).toBe(
      'application SIP_In_P has no option backup-sync/sip-port = "5060"; did you mean the one in section TServer?',
    );
  });

  test("in a section in which nothing is set is reported with the sections", () => {
    expect(messageOf(() => firstPair().hasOption("SIP_In_P", "SipServer", "emergency", "x"))).toBe(
      [
        'application SIP_In_P has no option SipServer/emergency = "x": nothing is set in section SipServer; did you mean TServer?',
        "Sections: TServer, backup-sync",
      ].join("\n"),
    );
  });

  test("that must not have its value is shown", () => {
    expect(messageOf(() => firstPair().not.hasOption("SIP_In_P", "TServer", "sip-port", Match.anyValue()))).toBe(
      'application SIP_In_P has the option TServer/sip-port = Match.anyValue(), but should not: it is "5060"',
    );
    expect(messageOf(() => firstPair().not.hasOption("SIP_In_P", "TServer", "x", Match.absent()))).toBe(
      "application SIP_In_P has the option TServer/x = Match.absent(), but should not: it is nothing",
    );
  });

  test("of an application without options is a mistake of the test", () => {
    expect(misuseOf(() => firstPair().not.hasOption("SIP_In", "TServer", "sip-port", 5060))).toBe(
      [
        "staging sets no options for an application SIP_In",
        "  found:   SIP_In",
        "  allowed: SCS_Staging, SIP_In_P or SIP_In_B",
        "  fix:     use one that exists",
      ].join("\n"),
    );
  });
});
