import { describe, expect, test } from "vitest";
import type { PairWork } from "../../lib/diff/pair-work";
import { formerPrimary, switchover } from "../../lib/diff/server-steps";
import { sampleTopology } from "../sample-topology";
import { READY } from "./steps-of";

const is = sampleTopology();
const [a, b] = ["sip-a", "sip-b"].map((name) => is.hosts.get(name)!);

/** The steps of the sample's pair up to the switchover, and after it. */
const steps = (work: Partial<PairWork>, later = [] as (typeof a)[]) => {
  const hosts = later.map((host) => host!);
  const whole: PairWork = { name: "inbound", effect: "switchover", ...work };
  return [switchover(is, whole, hosts), formerPrimary(is, whole, hosts)].map((all) =>
    all.map((step) => step.replace("Pair inbound: ", "").replace(READY, "READY")),
  );
};

const OVER =
  'switch SIP_In_P over, as in "Manual switchover, there" of its chapter in the runbook. If SIP_In_B does not serve, switch back at once: SIP_In_P has not been restarted yet.';
const BACK = "If SIP_In_P should be primary, switch back, but not before 10s have passed.";

describe("the servers are started again", () => {
  test("both at once", () => {
    const both = ["start SIP_In_P, then SIP_In_B, and wait until both are started."];
    expect(steps({ restart: "both", effect: "outage" })).toEqual([both, []]);
  });

  test("one after the other, with a switchover between", () => {
    expect(steps({ restart: "one after the other" })).toEqual([
      ["restart SIP_In_B, the backup, and wait until READY.", OVER],
      [`restart SIP_In_P, which is the backup now, and wait until READY. ${BACK}`],
    ]);
  });

  test("the one that was away first; then the other one serves, or is restarted in its turn", () => {
    expect(steps({ away: "primary" })).toEqual([[`start SIP_In_P, and wait until READY. ${BACK}`], []]);
    expect(steps({ away: "primary", restart: "one after the other" })).toEqual([
      ["start SIP_In_P, and wait until READY.", "switch SIP_In_B over, so that SIP_In_P serves, and restart SIP_In_B."],
      [],
    ]);
    expect(steps({ away: "backup" })).toEqual([["start SIP_In_B, and wait until READY."], []]);
    expect(steps({ away: "backup", restart: "one after the other" })).toEqual([
      ["start SIP_In_B, and wait until READY.", OVER],
      [`restart SIP_In_P, which is the backup now, and wait until READY. ${BACK}`],
    ]);
  });
});

test("a pair is switched over only for its primary's host, and for no other", () => {
  expect(steps({}, [a])).toEqual([[OVER], [BACK]]);
  expect(steps({}, [b])).toEqual([[], []]);
  expect(steps({})).toEqual([[], []]);
  expect(steps({ effect: "reload" }, [a])).toEqual([[], []]);
});
