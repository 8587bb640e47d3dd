import { describe, expect, test } from "vitest";
import { compare } from "../../../lib/diff/compare";
import type { Topology } from "../../../lib/model/topology";
import { topologyOf } from "../../topology-of";
import { POOL, sipProxyDeclaration } from "./sip-proxy-sample";

const topology = (changes: Readonly<Record<string, unknown>> = {}): Topology =>
  topologyOf(sipProxyDeclaration(changes));

describe("transports of a pool", () => {
  const tls = { "pairs.inbound.sip.tlsPort": 5061 };
  /** The effect of a change of the pool's own transports, and of those that it gets from its pair. */
  const both = (before: readonly string[], after: readonly string[], more: Readonly<Record<string, unknown>> = {}) => {
    const [ofPool] = compare(
      topology({ ...more, [`${POOL}.transports`]: before }),
      topology({ ...more, [`${POOL}.transports`]: after }),
    );
    const ofPair = (transports: readonly string[]) =>
      topology({ ...more, "pairs.inbound.sip.transports": transports, ...(transports.includes("tls") ? tls : {}) });
    const changes = compare(ofPair(before), ofPair(after));
    const change = changes.find(({ path }) => path.at(-1) === "transports")!;
    return [ofPool!, change].map(({ effect, because, planAs, restarts, prepare }) => ({
      effect,
      because,
      planAs,
      restarts,
      prepare,
    }));
  };
  const OTHER =
    "the servers use another transport to the proxies, and no source that was read says when they switch to it";
  const TAKEN = "callers that use a removed transport find no proxy by it";

  test.each([
    [["tcp"], ["tcp", "udp"], "unknown", OTHER, true, undefined],
    [["tls", "tcp"], ["tcp", "tls"], "unknown", OTHER, true, undefined],
    [["udp"], ["udp", "tcp"], "none", "no transport is removed", undefined, undefined],
    [["udp", "tcp"], ["udp"], "outage", TAKEN, undefined, "Switch callers over TCP to another transport."],
    [["udp", "tcp"], ["tcp"], "outage", `${TAKEN}; ${OTHER}`, true, "Switch callers over UDP to another transport."],
    [
      ["tcp"],
      ["tcp", "tls"],
      "none",
      "no transport is removed",
      undefined,
      'Set up SIP over TLS on the proxies, as "Order" of the chapter in the runbook says.',
    ],
    [
      ["tls"],
      ["tls", "tcp"],
      "none",
      "no transport is removed",
      undefined,
      'Check that the proxies listen on port 5060, as "Order" of the chapter in the runbook says.',
    ],
  ])(
    "from %j to %j have the same effect, whether they are the pool's own or its pair's",
    (before, after, told, because, restarts, prepare) => {
      const one = {
        effect: told,
        because,
        planAs: told === "unknown" ? "switchover" : undefined,
        restarts,
        prepare,
      };
      expect(both(before, after)).toEqual([one, one]);
    },
  );

  test("of its own do not concern its pair's, and declaring the same ones changes nothing", () => {
    const own = (transports: readonly string[]) =>
      topology({ [`${POOL}.transports`]: ["udp"], "pairs.inbound.sip.transports": transports });
    const [ofPair] = compare(own(["udp"]), own(["tcp"]));
    expect([ofPair!.effect, ofPair!.because]).toEqual(["none", "the pool keeps its transports"]);
    const declared = compare(
      topology({ "pairs.inbound.sip.transports": ["tcp"] }),
      topology({ "pairs.inbound.sip.transports": ["tcp"], [`${POOL}.transports`]: ["tcp"] }),
    );
    expect(declared.map(({ effect: one }) => one)).toEqual(["none"]);
  });

  test.each([
    ["tlsPort", ["udp"], ["udp", "tls"]],
    ["tlsPort", ["udp", "tls"], ["udp"]],
    ["tlsPort", ["udp"], ["udp"]],
    ["port", ["tls"], ["tls", "udp"]],
  ])(
    "of which none needs the %s both before and after are not affected by another one: %j to %j",
    (key, before, after) => {
      const at = (port: number, of: object) => topology({ [`${POOL}.${key}`]: port, [`${POOL}.transports`]: of });
      const change = compare(at(5070, before), at(5080, after)).find(({ path }) => path.at(-1) === key)!;
      const because =
        "no transport of the pool needs the port both before and after, so it comes or goes with its transport";
      expect([change.because, change.imported, change.startsAgain]).toEqual([because, undefined, undefined]);
      const [kept] = compare(at(5070, ["udp", "tls"]), at(5080, ["udp", "tls"]));
      expect([kept!.effect, kept!.imported]).toEqual(["outage", "Set the port on the proxies."]);
    },
  );

  test("say whether the proxies use the servers' port for TLS", () => {
    const at = (port: number, transports: readonly string[]) =>
      topology({
        "pairs.inbound.sip.transports": ["udp", "tls"],
        "pairs.inbound.sip.tlsPort": port,
        [`${POOL}.transports`]: transports,
      });
    const told = (transports: readonly string[]) =>
      compare(at(5061, transports), at(5071, transports)).map(({ effect: one, planAs, restarts, because }) => [
        one,
        planAs,
        restarts,
        because,
      ]);
    expect(told(["tls"])).toEqual([
      ["outage", undefined, true, "the proxies find the servers at the new port when both have it"],
    ]);
    const plain = (port: number) => topology({ "pairs.inbound.sip.port": port, [`${POOL}.transports`]: ["udp"] });
    expect(compare(plain(5060), plain(5070)).map(({ effect: one, because }) => [one, because])).toEqual([
      ["outage", "the proxies find the servers at the new port when both have it"],
    ]);
    expect(told(["udp", "tls"])).toEqual([
      [
        "unknown",
        "switchover",
        true,
        "the proxies do not use TLS to the servers, and no source that was read says when the servers take the port",
      ],
    ]);
  });
});
