import { describe, expect, test } from "vitest";
import { Topology } from "../../../lib/testing";
import { exampleTopology, firstPair, firstPairText } from "../example-topology";
import { messageOf } from "../message-of";

const scenarios = ["primary-host-power-loss", "announcements-lost"];

function acknowledging(finding: string, on: string): Topology {
  return Topology.fromYaml({
    text: `${firstPairText()}acknowledge:\n  - { finding: ${finding}, on: ${on}, reason: "told to the business" }\n`,
  });
}

describe("all invariants are satisfied", () => {
  test("in scenarios in which none is broken", () => {
    firstPair().satisfiesAllInvariants({ scenarios: ["primary-host-power-loss", "switchover-by-hand"] });
    firstPair().not.satisfiesAllInvariants({ scenarios });
    firstPair().not.satisfiesAllInvariants();
  });

  test("except for what is acknowledged, or excepted by the test", () => {
    acknowledging("neighbours-at-holder", "pairs.inbound.announcements-lost").satisfiesAllInvariants({ scenarios });
    acknowledging("neighbours-at-holder", "pairs.inbound").satisfiesAllInvariants({ scenarios });
    acknowledging("neighbours-at-holder", "pairs.inbound.switchover-by-hand").not.satisfiesAllInvariants({ scenarios });
    acknowledging("one-holder", "pairs.inbound").not.satisfiesAllInvariants({ scenarios });
    firstPair().satisfiesAllInvariants({ scenarios, except: ["neighbours-at-holder"] });
    firstPair().not.satisfiesAllInvariants({ scenarios, except: ["one-holder"] });
  });

  test("although the test expects otherwise", () => {
    const one = { scenarios: ["primary-host-power-loss"] };
    expect(messageOf(() => firstPair().not.satisfiesAllInvariants(one))).toBe(
      "staging satisfies all invariants, but should not: 1 pair, 1 scenario",
    );
    expect(messageOf(() => exampleTopology("solaris-and-aix.yaml").not.satisfiesAllInvariants(one))).toBe(
      "legacy satisfies all invariants, but should not: 2 pairs, 2 scenarios",
    );
  });

  test("of one pair but not of the other", () => {
    const topology = exampleTopology("solaris-and-aix.yaml");
    const asked = { scenarios: ["up-before-down"], except: ["one-holder", "holder-is-primary"] };
    topology.satisfiesAllInvariants({ ...asked, pair: "outbound" });
    topology.not.satisfiesAllInvariants({ ...asked, pair: "inbound" });
    topology.not.satisfiesAllInvariants(asked);
    expect(messageOf(() => topology.satisfiesAllInvariants(asked)).match(/^legacy\/\S+ I\d+/gm)).toEqual([
      "legacy/inbound I2",
      "legacy/inbound I13",
      "legacy/inbound I18",
    ]);
  });
});

describe("a broken invariant", () => {
  test("is reported with its text, the place where it is broken and the way there; then the timeline and the outage", () => {
    expect(messageOf(() => firstPair().satisfiesAllInvariants({ scenarios: ["announcements-lost"] }))).toBe(
      [
        "staging does not satisfy all invariants",
        "",
        "staging/inbound I6 neighbours-at-holder: every neighbour that has an entry for the virtual IP sends to its",
        "  holder, once a change has settled",
        "  in announcements-lost",
        "  broken          I6 neighbours-at-holder, at every pace: a caller on the network sends to sip-a, but the",
        "                  virtual IP is on sip-b, 4.673s after the start at the typical pace",
        "                  how it comes to that:",
        "                      0.000s  scenario the process of the primary ends: it is tried",
        "                      0.050s  SCS_Staging learns that SIP_In_P has ended: its agent says so",
        "                      0.051s  SCS_Staging orders SIP_In_B to be primary: nobody is primary",
        "                      0.051s  Message Server raises SIP_In_B_BECAME_PRIMARY: event 5150 of SIP_In_B",
        "                      0.053s  SCS_Staging starts SIP_In_B_VIP_UP: the reaction asks for up on sip-b",
        "                      0.073s  sip-b takes 10.120.0.10: up was run",
        "",
        "staging/inbound announcements-lost: the primary's process ends while announcements get lost",
        "",
        "the usual course:",
        "      time  who             does                                      why (after line)",
        " 1  0.000s  scenario        announcements of the virtual IP get lost  it is tried",
        " 2  0.000s  scenario        the process of the primary ends           it is tried",
        " 3  0.050s  SCS_Staging     learns that SIP_In_P has ended            its agent says so (2)",
        " 4  0.051s  SCS_Staging     orders SIP_In_B to be primary             nobody is primary (3)",
        " 5  0.051s  Message Server  raises SIP_In_B_BECAME_PRIMARY            event 5150 of SIP_In_B (4)",
        " 6  0.052s  SIP_In_B        is primary                                its agent received the order (4)",
        " 7  0.053s  SCS_Staging     starts SIP_In_P_VIP_DOWN                  the reaction asks for down on sip-a (5)",
        " 8  0.053s  SCS_Staging     starts SIP_In_B_VIP_UP                    the reaction asks for up on sip-b (5)",
        " 9  0.073s  sip-a           releases 10.120.0.10                      down was run (7)",
        "10  0.073s  sip-b           takes 10.120.0.10                         up was run (8)",
        "11  0.085s  the gateway     sends to sip-b                            it has learned where the virtual IP is (10)",
        "and 10 more lines until 3600.000s",
        "",
        "no new call is answered for 85ms (16ms to 4.1s); recovery time objective 25s: met",
        "                           quick  usual   slow",
        "detection                    1ms   50ms     1s  |##                                      |",
        "decision                      0s    1ms  100ms  |  #                                     |",
        "control script              15ms   22ms     2s  |  #                                     |",
        "neighbour update              0s   12ms     1s  |   #                                    |",
        "client recovery             10ms     1s    32s  |   #####################################|",
        "until callers are through   26ms   1.1s  36.1s",
        "  halving any one declared time does not make it shorter",
      ].join("\n"),
    );
  });

  test("is reported once for all scenarios that break it, with the shortest way", () => {
    const asked = { scenarios: ["primary-one-way-loss", "primary-host-isolation"], except: ["one-primary"] };
    expect(
      messageOf(() => firstPair().satisfiesAllInvariants(asked))
        .split("\n")
        .slice(0, 10),
    ).toEqual([
      "staging does not satisfy all invariants",
      "",
      "staging/inbound I1 one-holder: at most one host answers for the virtual IP once a change has settled",
      "  in primary-one-way-loss, primary-host-isolation",
      "  as in primary-host-isolation:",
      "  broken          I1 one-holder, at the maximum pace: sip-a and sip-b answer for the virtual IP, 604.600s",
      "                  after the start",
      "                  how it comes to that:",
      "                    600.000s  scenario repairs: the primary's host is cut off from everything and goes on: it is tried",
      "",
    ]);
  });
});

describe("a sweep", () => {
  const all = ["one-holder", "some-holder", "one-primary", "virtual-ip-not-persistent", "neighbours-at-holder"];

  test("tries every fault in place of the scenarios, or beside those that are asked for", () => {
    firstPair().not.satisfiesAllInvariants({ sweep: "single" });
    firstPair().satisfiesAllInvariants({ sweep: "single", except: [...all, "recovery-time"] });
    firstPair().not.satisfiesAllInvariants({
      sweep: "single",
      scenarios: ["alarm-still-active"],
      except: [...all, "recovery-time"],
    });
    expect(
      messageOf(() => firstPair().not.satisfiesAllInvariants({ sweep: "single", except: [...all, "recovery-time"] })),
    ).toBe("staging satisfies all invariants, but should not: 1 pair, a sweep of single faults");
  });

  test("reports what breaks each invariant, and how", () => {
    expect(messageOf(() => firstPair().satisfiesAllInvariants({ sweep: "single", except: all }))).toBe(
      [
        "staging does not satisfy all invariants",
        "",
        "pair staging/inbound: 50 faults, one at a time",
        "  I13 recovery-time: new calls are answered again within the recovery time objective, as long as a server could",
        "    broken by one fault:",
        "      the primary's host loses its SIP interface: nobody answers new calls, although SIP_In_B could: the gateway sends to sip-a, whose SIP interface is cut off",
        "      the process of the primary hangs, with its ports open: nobody answers new calls, although SIP_In_B could: the gateway sends to sip-a, where SIP_In_P hangs",
        "      something else than the control script takes the virtual IP off the primary's host: nobody answers new calls, although SIP_In_P and SIP_In_B could: the gateway sends to sip-a, which does not have the virtual IP",
        "      a machine that is not part of the pair comes up with the virtual IP: nobody answers new calls, although SIP_In_P and SIP_In_B could: the gateway sends to a stranger, which has the virtual IP by mistake",
        "    how the first of them comes about:",
        "            0s  scenario: the primary's host loses its SIP interface (it is tried)",
        "           25s  broken: nobody answers new calls, although SIP_In_B could: the gateway sends to sip-a, whose SIP interface is cut off",
      ].join("\n"),
    );
  });

  test("accepts what is acknowledged on the pair, or on its single or double faults", () => {
    const asked = { sweep: "single", except: all } as const;
    acknowledging("recovery-time", "pairs.inbound").satisfiesAllInvariants(asked);
    acknowledging("recovery-time", "pairs.inbound.single-faults").satisfiesAllInvariants(asked);
    acknowledging("recovery-time", "pairs.inbound.double-faults").not.satisfiesAllInvariants(asked);
  });

  test("of two faults at a time finds what neither fault breaks alone", () => {
    const asked = { pair: "lab", sweep: "double" } as const;
    const message = messageOf(() => exampleTopology("prod-east.yaml").satisfiesAllInvariants(asked));
    expect(message).toContain("\n    broken by two faults, and by neither alone: ");
  });
});
