import { describe, expect, test } from "vitest";
import { Topology } from "../../../lib/testing";
import { exampleTopology, firstPair, firstPairText } from "../example-topology";
import { messageOf } from "../message-of";

const scenario = "primary-host-power-loss";

/** The split of the outage in that scenario, as it is printed. */
const SPLIT = [
  "no new call is answered for 13.5s (9s to 21.1s); recovery time objective 25s: met",
  "                           quick  usual   slow",
  "detection                     9s  13.5s    18s  |#################################       |",
  "decision                      0s    1ms  100ms  |                                 #      |",
  "control script              15ms   22ms     2s  |                                 #      |",
  "neighbour update              0s   12ms     1s  |                                 #      |",
  "client recovery             10ms     3s    32s  |                                 #######|",
  "until callers are through     9s  16.5s  53.1s",
];

describe("a pair recovers within a time", () => {
  test("if its longest outage is not longer, at the slowest", () => {
    firstPair().recoversWithin("25s", { scenario });
    firstPair().recoversWithin("21100ms", { scenario });
    firstPair().not.recoversWithin("21099ms", { scenario });
    firstPair().recoversWithin("0s", { scenario: "scripts-run-twice" });
  });

  test("and takes longer than that, as the test expects", () => {
    expect(messageOf(() => firstPair().not.recoversWithin("25s", { scenario }))).toBe(
      [
        "staging/inbound recovers within 25s from primary-host-power-loss, but should not: 21.1s at most",
        ...SPLIT,
      ].join("\n"),
    );
  });

  test("with times that were measured", () => {
    firstPair().recoversWithin("13s", { scenario, timers: { "host-loss-detection": "9500ms" } });
    firstPair().not.recoversWithin("12s", { scenario, timers: { "host-loss-detection": "9500ms" } });
  });

  test("in a user's own scenario", () => {
    const own = { name: "crash", title: "it ends", steps: [{ inject: "process-crash", on: "primary" }] } as const;
    firstPair().recoversWithin("5s", { scenario: own });
    expect(messageOf(() => firstPair().recoversWithin("1s", { scenario: own }))).toMatch(
      /^staging\/inbound does not recover within 1s from crash: it ends\n {2}no new call is answered for up to 4\.1s, which is 3\.1s too long\n/,
    );
  });
});

describe("a pair does not recover within a time", () => {
  test("and the reported time is not shorter than the recovery takes", () => {
    const asked = { scenario, timers: { "host-loss-detection": "18040ms" } } as const;
    const told = messageOf(() => firstPair().recoversWithin("21100ms", asked));
    expect(told).toContain("\n  no new call is answered for up to 21.2s, which is 40ms too long\n");
    expect(told).toContain("(18.1s to 21.2s)");
    expect(messageOf(() => firstPair().not.recoversWithin("25s", asked))).toContain("but should not: 21.2s at most\n");
    expect(messageOf(() => firstPair().survives(scenario, { timers: { "host-loss-detection": "25040ms" } }))).toContain(
      "no new call is answered for up to 28.2s, and the recovery time objective is 25s",
    );
  });

  test("and the report has its timeline until calls are answered, the parts of the outage, and what helps most", () => {
    expect(messageOf(() => firstPair().recoversWithin("20s", { scenario }))).toBe(
      [
        "staging/inbound does not recover within 20s from primary-host-power-loss: the primary's host loses its power,",
        "  and gets it back",
        "  no new call is answered for up to 21.1s, which is 1.1s too long",
        "",
        "the usual course:",
        "       time  who                      does                                why (after line)",
        " 1   0.000s  scenario                 the primary's host loses its power  it is tried",
        " 2  13.500s  SCS_Staging              counts sip-a as lost                its agent has been silent for too long (1)",
        " 3  13.501s  SCS_Staging              orders SIP_In_B to be primary       nobody is primary (2)",
        " 4  13.501s  Message Server           raises SIP_In_B_BECAME_PRIMARY      event 5150 of SIP_In_B (3)",
        " 5  13.502s  SIP_In_B                 is primary                          its agent received the order (3)",
        " 6  13.503s  SCS_Staging              cannot start SIP_In_P_VIP_DOWN      the agent on sip-a cannot be reached (4)",
        " 7  13.503s  SCS_Staging              starts SIP_In_B_VIP_UP              the reaction asks for up on sip-b (4)",
        " 8  13.523s  sip-b                    takes 10.120.0.10                   up was run (7)",
        " 9  13.535s  the gateway              sends to sip-b                      it has learned where the virtual IP is (8)",
        "10  13.535s  a caller on the network  sends to sip-b                      it has learned where the virtual IP is (8)",
        "and 11 more lines until 150.574s",
        "",
        ...SPLIT,
        "  with addpTimeout 5s instead of 9s: 13.1s at most instead of 21.1s; sip-ha check then reports addp-short",
      ].join("\n"),
    );
  });

  test("and the change that helps most would be enough", () => {
    const quicker = Topology.fromYaml({
      text: firstPairText().replace("managementLayer:\n", "$&  failureDetection: { addpTimeout: 5s }\n"),
    });
    quicker.recoversWithin("20s", { scenario });
  });

  test("if the outage has no end at one pace, though not at the slowest", () => {
    const topology = exampleTopology("solaris-and-aix.yaml");
    const asked = { pair: "inbound", scenario: "up-before-down" };
    topology.not.recoversWithin("1h", asked);
    expect(
      messageOf(() => topology.recoversWithin("1h", asked))
        .split("\n")
        .slice(0, 3),
    ).toEqual([
      expect.stringMatching(/^legacy\/inbound does not recover within 1h from up-before-down: /),
      expect.stringMatching(/^ {2}/),
      expect.anything(),
    ]);
    expect(messageOf(() => topology.recoversWithin("1h", asked))).toContain(
      "\n  new calls are not answered again while it is watched\n",
    );
  });

  test("in several scenarios: all of them are listed by their outage, the longest in full", () => {
    const lines = messageOf(() => firstPair().recoversWithin("25s")).split("\n");
    expect(lines.slice(0, 17)).toEqual([
      "staging does not recover within 25s in 12 of 35 courses",
      "",
      "  pair     scenario                              minimum  typical  maximum",
      "  inbound  primary-crash-without-message-server   no end   no end   no end",
      "  inbound  alarm-still-active                     no end   no end   no end",
      "  inbound  up-fails-on-backup                     no end   no end   no end",
      "  inbound  up-hangs-on-backup                     no end   no end   no end",
      "  inbound  scripts-in-wrong-order                    25s     910s   14409s",
      "  inbound  both-hosts-boot-together                80.2s   191.1s   813.1s",
      "  inbound  primary-process-hang                     600s     600s     600s",
      "  inbound  primary-sip-interface-loss               600s     600s     600s",
      "  inbound  virtual-ip-taken-off                     600s     600s     600s",
      "  inbound  backup-crash-then-primary-crash         167ms    10.1s   122.6s",
      "  inbound  primary-crash-without-control-server      60s      61s    93.1s",
      "  inbound  address-conflict                          60s      60s      62s",
      "",
      "the longest is inbound in primary-crash-without-message-server: new calls are not answered again while it is watched",
    ]);
    expect(lines).toContain(" 1    0.000s  scenario        Message Server ends              it is tried");
    expect(lines.at(-1)).toBe("  halving any one declared time does not make it shorter");
  });

  test("among several pairs: each is listed beside the others, and those beyond a dozen are counted", () => {
    const topology = exampleTopology("solaris-and-aix.yaml");
    const lines = messageOf(() => topology.recoversWithin("20s", { scenario })).split("\n");
    expect(lines.slice(0, 7)).toEqual([
      "legacy does not recover within 20s in 2 of 2 courses",
      "",
      "  pair      scenario                 minimum  typical  maximum",
      "  inbound   primary-host-power-loss    10.1s    16.7s    32.1s",
      "  outbound  primary-host-power-loss     9.1s    13.7s    22.1s",
      "",
      "the longest is inbound in primary-host-power-loss: no new call is answered for up to 32.1s, which is 12.1s too long",
    ]);
    topology.recoversWithin("33s", { scenario });
    topology.not.recoversWithin("25s", { scenario });
    topology.recoversWithin("25s", { scenario, pair: "outbound" });
    expect(messageOf(() => topology.not.recoversWithin("33s", { scenario })).split("\n")[0]).toBe(
      "legacy recovers within 33s in all 2 courses, but should not: 32.1s at most, inbound in primary-host-power-loss",
    );
    expect(messageOf(() => topology.recoversWithin("1ms"))).toMatch(/\n {2}and \d\d more\n/);
  });
});
