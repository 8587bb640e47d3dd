import { describe, expect, test } from "vitest";
import { snapshotOf } from "../../lib/diff/snapshot";
import { environmentDrift } from "../../lib/drift/environment-drift";
import { parseFacts } from "../../lib/drift/facts-file";
import { hostExpectations } from "../../lib/drift/host-expectation";
import { sampleDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";
import { factsOfHost } from "./facts-of-model";

const IPV6 = {
  "networks.voice.cidr": "2001:db8:1::/64",
  "networks.voice.gateway": "2001:db8:1::1",
  "hosts.sip-a.interfaces.eth1.address": "2001:db8:1::11",
  "hosts.sip-b.interfaces.eth1.address": "2001:db8:1::12",
  "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp": "2001:db8:1::10",
};

const PATH = "pairs.inbound.highAvailability.ipAddressTakeover.virtualIp";
const UP =
  "run the control script's up on the host that is primary; before the pair is in service, this is normal; if a switchover ran while facts were collected, collect again";
const DOWN =
  "run the control script's down on the host that is backup; if a switchover ran while facts were collected, collect again";
const UNUSED =
  "check whether another host has the address, then run the control script's up or down here, according to the host's role; if a switchover ran while facts were collected, collect again";

/** A host's state of the virtual IP, or an edit of its facts, which may be lost. */
type Side = "has it" | "has it not" | ((has: string, hasNot: string) => string | undefined);

/** The report if the two hosts have these states of the virtual IP, with the line of the facts. */
function told(sides: readonly [Side, Side], changes: Readonly<Record<string, unknown>> = {}): string[] {
  const snapshot = snapshotOf(topologyOf(sampleDeclaration(changes)));
  const texts = hostExpectations(snapshot.topology, snapshot.files).map((expected, index) => {
    const [has, hasNot] = [new Set([PATH]), new Set<string>()].map((holds) => factsOfHost(expected, holds));
    const side = sides[index]!;
    if (typeof side === "string") return side === "has it" ? has : hasNot;
    return side(has!, hasNot!);
  });
  const facts = texts.flatMap((text, index) =>
    text === undefined ? [] : [parseFacts(["sip-a.facts", "sip-b.facts"][index]!, text).facts!],
  );
  return environmentDrift(snapshot, { facts })
    .findings.filter(({ code }) => code.startsWith("virtual-ip"))
    .map(({ state, code, path, message, found, expected, fix, position }) => {
      const at = `${position!.file} ${texts[position!.file === "sip-a.facts" ? 0 : 1]!.split("\n")[position!.line - 1]!.trim()}`;
      expect([state, path]).toEqual(["drift", PATH]);
      return `${code}: ${message}: ${found} / ${expected} / ${fix} @ ${at}`;
    });
}

const dadFailed: Side = (has) => has.replace(/(2001:db8:1::10\/64 scope global)/, "$1 dadfailed");
const unlisted: Side = (_, hasNot) =>
  hasNot.replace(/(== addresses\n)(?: .*\n)+-- 0/, "$1 Cannot talk to rtnetlink\n-- 1");

describe("a virtual IP is as declared", () => {
  test.each([[["has it", "has it not"]], [["has it not", "has it"]]] as const)("if one host has it: %j", (sides) => {
    expect(told(sides)).toEqual([]);
    expect(told(sides, IPV6)).toEqual([]);
  });
});

describe("the report says where it is, and what to do:", () => {
  test("both hosts have it", () => {
    expect(told(["has it", "has it"])).toEqual([
      `virtual-ip-on-both: both hosts have the virtual IP 10.120.0.10: on sip-a and sip-b / on one of the two / ${DOWN} @ sip-b.facts 2: eth1    inet 10.120.0.10/24 scope global secondary eth1\\       valid_lft forever preferred_lft forever`,
    ]);
  });

  test("neither host has it", () => {
    expect(told(["has it not", "has it not"])).toEqual([
      `virtual-ip-on-none: neither host has the virtual IP 10.120.0.10: callers do not reach the pair: neither on sip-a nor on sip-b / on one of the two / ${UP} @ sip-a.facts == addresses`,
    ]);
  });

  test("one host has it and does not use it, which counts as not having it", () => {
    const duplicate = (host: string) =>
      `virtual-ip-duplicate: ${host} has the virtual IP, but another host has it too, and the kernel does not use it here: 2001:db8:1::10/64 on eth1, dadfailed / 2001:db8:1::10/64 on eth1 / find the other host that has the address @ `;
    expect(told([dadFailed, "has it not"], IPV6)).toEqual([expect.stringContaining(duplicate("sip-a"))]);
    expect(told(["has it not", dadFailed], IPV6)).toEqual([expect.stringContaining(duplicate("sip-b"))]);
    expect(told(["has it", dadFailed], IPV6)).toEqual([expect.stringContaining(duplicate("sip-b"))]);
  });

  test("one host has it on an interface that is down", () => {
    const solaris = { "hosts.sip-a.os": "solaris", "hosts.sip-b.os": "solaris" };
    const down: Side = (has) => has.replace(/(eth1:1: flags=\w+<)UP,/, "$1");
    expect(told([down, "has it not"], solaris)).toEqual([
      expect.stringContaining(
        `virtual-ip-unused: sip-a has the virtual IP, but does not use it: 10.120.0.10/24 on eth1:1, not UP / 10.120.0.10/24 on eth1 / ${UNUSED} @ sip-a.facts `,
      ),
    ]);
  });
});

describe("if one host gives no answer, drift does not say that neither has it:", () => {
  test.each<[string, Side]>([
    ["nothing was collected of it", () => undefined],
    ["its addresses could not be listed", unlisted],
  ])("%s", (_, silent) => {
    expect(told(["has it not", silent])).toEqual([]);
    expect(told([silent, "has it not"])).toEqual([]);
    expect(told(["has it", silent])).toEqual([]);
    expect(told([silent, "has it"])).toEqual([]);
  });
});
