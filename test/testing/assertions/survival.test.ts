import { describe, expect, test } from "vitest";
import { Topology } from "../../../lib/testing";
import { exampleTopology, firstPair, firstPairText } from "../example-topology";
import { messageOf } from "../message-of";

const HANG = "primary-process-hang";

/** The smallest pair; somebody accepts that its environment breaks invariants. */
function acknowledging(...entries: readonly (readonly [finding: string, on: string])[]): Topology {
  const lines = entries.map(
    ([finding, on]) => `  - { finding: ${finding}, on: ${on}, reason: "told to the business" }\n`,
  );
  return Topology.fromYaml({ text: `${firstPairText()}acknowledge:\n${lines.join("")}` });
}

describe("a pair survives a scenario", () => {
  test("if new calls are answered again in time, and nothing is broken", () => {
    firstPair().survives("primary-host-power-loss");
    firstPair().survives("switchover-by-hand", { pair: "inbound" });
  });

  test("although the test expects otherwise, and the message says how long it was out", () => {
    expect(messageOf(() => firstPair().not.survives("primary-host-power-loss"))).toBe(
      "staging/inbound survives primary-host-power-loss, but should not: no new call is answered for 13.5s (9s to 21.1s)",
    );
  });

  test("if somebody accepts what is broken, which a failing negated test reports", () => {
    const topology = acknowledging(["recovery-time", `pairs.inbound.${HANG}`]);
    topology.survives(HANG);
    expect(messageOf(() => topology.not.survives(HANG))).toBe(
      [
        "staging/inbound survives primary-process-hang, but should not: no new call is answered for 600s",
        "  acknowledged    recovery-time: told to the business",
      ].join("\n"),
    );
  });

  test("if an acknowledgement on the pair accepts it in every scenario; one on another scenario does not count", () => {
    acknowledging(["recovery-time", "pairs.inbound"]).survives(HANG);
    acknowledging(["recovery-time", "pairs.inbound.address-conflict"]).not.survives(HANG);
    acknowledging(["recovery-time", `pairs.inbound.${HANG}s`]).not.survives(HANG);
  });
});

describe("a pair does not survive", () => {
  test("if it breaks an invariant or is out too long: the message has the timeline, the outage, its parts, and what helps", () => {
    expect(messageOf(() => firstPair().survives("primary-sip-interface-loss"))).toBe(
      [
        "staging/inbound does not survive primary-sip-interface-loss: the primary's host loses its SIP interface, and",
        "  the management interface stays",
        "  no new call is answered for up to 600s, and the recovery time objective is 25s",
        "  broken          I2 some-holder, at every pace: nobody answers for the virtual IP, although SIP_In_B could",
        "                  serve, 25.000s after the start at the typical pace",
        "                  how it comes to that:",
        "                      0.000s  scenario the primary's host loses its SIP interface: it is tried",
        "  broken          I13 recovery-time, at every pace: nobody answers new calls, although SIP_In_B could: the",
        "                  gateway sends to sip-a, whose SIP interface is cut off, 25.000s after the start at the",
        "                  typical pace",
        "                  how it comes to that:",
        "                      0.000s  scenario the primary's host loses its SIP interface: it is tried",
        "",
        "the usual course:",
        "       time  who       does                                                 why (after line)",
        "1    0.000s  scenario  the primary's host loses its SIP interface           it is tried",
        "2  600.000s  scenario  repairs: the primary's host loses its SIP interface  it is tried",
        "",
        "no new call is answered for 600s; recovery time objective 25s: missed",
        "                           quick   usual  slow",
        "restart or repair           600s    600s  600s  |########################################|",
        "client recovery             10ms    5.4s   32s  |                                       #|",
        "until callers are through   600s  605.4s  632s",
        "  halving any one declared time does not make it shorter",
      ].join("\n"),
    );
  });

  test("if nobody could have answered in time either, and an objective is declared", () => {
    // No invariant is broken: both hosts are without power.
    expect(
      messageOf(() => firstPair().survives("both-hosts-boot-together"))
        .split("\n")
        .slice(0, 3),
    ).toEqual([
      "staging/inbound does not survive both-hosts-boot-together: both hosts lose their power, and boot together",
      "  no new call is answered for up to 813.1s, and the recovery time objective is 25s",
      "",
    ]);
    const without = firstPairText().replace(/^ *recoveryTimeObjective: .*\n/m, "");
    Topology.fromYaml({ text: without }).survives("both-hosts-boot-together");
  });

  test("if it is left without an answer for good, whatever is acknowledged", () => {
    const all = ["some-holder", "recovery-time", "steady-state"].map((one) => [one, "pairs.inbound"] as const);
    const topology = acknowledging(...all);
    topology.not.survives("up-fails-on-backup");
    expect(
      messageOf(() => topology.survives("up-fails-on-backup"))
        .split("\n")
        .slice(0, 7),
    ).toEqual([
      "staging/inbound does not survive up-fails-on-backup: a switchover in which the backup's host does not get the",
      "  virtual IP",
      "  new calls are not answered again while it is watched",
      "  acknowledged    some-holder: told to the business",
      "  acknowledged    recovery-time: told to the business",
      "  acknowledged    steady-state: told to the business",
      "",
    ]);
  });

  test("if the outage has no end at one pace alone", () => {
    const topology = exampleTopology("solaris-and-aix.yaml");
    expect(messageOf(() => topology.survives("primary-host-stun", { pair: "inbound" }))).toMatch(
      /^legacy\/inbound does not survive primary-host-stun: .*\n {2}snapshot\n {2}new calls are not answered again while it is watched, at the maximum pace\n/,
    );
  });

  test("with times other than the model's", () => {
    const timers = { "host-loss-detection": { minimum: "9s", typical: "20s", maximum: "31s" } } as const;
    firstPair().not.survives("primary-host-power-loss", { timers });
    const lines = messageOf(() => firstPair().survives("primary-host-power-loss", { timers })).split("\n");
    expect(lines.slice(0, 4)).toEqual([
      "staging/inbound does not survive primary-host-power-loss: the primary's host loses its power, and gets it back",
      "  no new call is answered for up to 34.1s, and the recovery time objective is 25s",
      "  broken          I2 some-holder, at the maximum pace: nobody answers for the virtual IP, although SIP_In_B",
      "                  could serve, 25.000s after the start",
    ]);
  });
});

describe("a user's own scenario", () => {
  const weekend = {
    name: "power-loss-without-message-server",
    title: "Message Server is not there when the primary's host loses its power",
    steps: [{ inject: "message-server-loss" }, { after: "10s", inject: "host-power-loss", on: "primary" }],
  } as const;

  test("is tried like one of the catalogue", () => {
    firstPair().not.survives(weekend);
    expect(messageOf(() => firstPair().survives(weekend))).toMatch(
      /^staging\/inbound does not survive power-loss-without-message-server: Message Server is not there when the/,
    );
    firstPair().survives({
      name: "backup-loss",
      title: "backup is lost",
      steps: [{ inject: "process-crash", on: "backup" }],
    });
  });

  test("can be acknowledged by its name", () => {
    const own = {
      name: "no-sip",
      title: "no SIP",
      steps: [
        { inject: "process-hang", on: "primary" },
        { after: "1m", heal: "process-hang", on: "primary" },
      ],
    } as const;
    firstPair().not.survives(own);
    acknowledging(["recovery-time", "pairs.inbound.no-sip"]).survives(own);
  });
});

describe("of several pairs", () => {
  const topology = exampleTopology("solaris-and-aix.yaml");

  test("all must survive, and the message lists those that do not", () => {
    topology.survives("primary-host-power-loss");
    topology.survives("primary-process-crash");
    expect(messageOf(() => topology.not.survives("primary-process-crash"))).toBe(
      [
        "legacy/inbound survives primary-process-crash, but should not: no new call is answered for 3.3s (1.1s to 15.1s)",
        "",
        "legacy/outbound survives primary-process-crash, but should not: no new call is answered for 265ms (51ms to 5.1s)",
      ].join("\n"),
    );
    // The other one survives it.
    topology.survives("up-before-down", { pair: "outbound" });
    topology.not.survives("up-before-down");
    expect(messageOf(() => topology.survives("up-before-down"))).toMatch(
      /^legacy\/inbound does not survive up-before-down/,
    );
    expect(messageOf(() => topology.survives("up-before-down"))).not.toContain("outbound");
  });

  test("those to which the scenario applies are tried", () => {
    const east = exampleTopology("prod-east.yaml");
    east.survives("scripts-run-twice");
    expect(messageOf(() => east.not.survives("scripts-run-twice")).match(/^prod-east\/\S+/gm)).toEqual([
      "prod-east/east-inbound",
    ]);
  });
});
