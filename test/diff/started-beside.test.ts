import { describe, expect, test } from "vitest";
import { POOL, secondPool, sipProxyDeclaration } from "../options/sip-proxy/sip-proxy-sample";
import { stepsOf } from "./steps-of";

type Changes = Readonly<Record<string, unknown>>;

const PORT = { [`${POOL}.port`]: 5070 };
const OPTION = { [`${POOL}.resolveHost`]: true };
const OTHER_ADDRESS = { "hosts.proxy-2.interfaces.eth0.address": "10.130.0.62" };
const THIRD_HOST = {
  "hosts.proxy-3": { os: "linux", interfaces: { eth0: { network: "voice", address: "10.120.0.53" } } },
};
const BOTH = [
  { application: "SIP_Proxy_1", host: "proxy-1" },
  { application: "SIP_Proxy_2", host: "proxy-2" },
];
const A_THIRD = { [`${POOL}.proxies`]: [...BOTH, { application: "SIP_Proxy_3", host: "proxy-3" }] };
const MOVED = { [`${POOL}.proxies`]: [{ application: "SIP_Proxy_1", host: "proxy-3" }, BOTH[1]] };

/** What people do with proxies after everything is imported. */
const proxySteps = (changes: Changes) =>
  stepsOf(sipProxyDeclaration(THIRD_HOST), sipProxyDeclaration({ ...THIRD_HOST, ...changes })).filter(
    (step) =>
      /^\S+(?: \S+)?: (?:[Rr]estart|Set)/.test(step) && !step.startsWith("hosts.proxy-2: Make the change on the host"),
  );

describe("SIP Proxies are started again once", () => {
  const set = "pairs.inbound: Set the port on the proxies.";
  const both = "Pair inbound: restart SIP_Proxy_1, SIP_Proxy_2, one after the other.";
  const start = (name: string) =>
    `pairs.inbound: Set up and start ${name}, as "Order" of the chapter in the runbook says.`;

  test.each<[string, Changes, readonly string[]]>([
    ["a port and an option", { ...PORT, ...OPTION }, [set, both]],
    [
      "a port and the one for TLS",
      { ...PORT, [`${POOL}.tlsPort`]: 5071, [`${POOL}.transports`]: ["udp", "tls"] },
      [set, both],
    ],
    ["a port and the address of a host", { ...PORT, ...OTHER_ADDRESS }, [set, both]],
    ["a port, and a proxy that comes", { ...PORT, ...A_THIRD }, [set, start("SIP_Proxy_3"), both]],
    [
      "a port, and a proxy that moves",
      { ...PORT, ...MOVED },
      [set, start("SIP_Proxy_1"), "Pair inbound: restart SIP_Proxy_2."],
    ],
    ["the address of a host", OTHER_ADDRESS, ["Pair inbound: restart SIP_Proxy_2."]],
  ])("for %s", (_, changes, steps) => {
    expect(proxySteps(changes)).toEqual(steps);
  });

  test("each, even if an option applies to all of them and something else to some", () => {
    expect(proxySteps({ ...OTHER_ADDRESS, ...OPTION })).toEqual([
      "Pair inbound: restart SIP_Proxy_2.",
      "pairs.inbound: Restart SIP_Proxy_1.",
    ]);
    expect(proxySteps({ ...MOVED, ...OPTION })).toEqual([start("SIP_Proxy_1"), "pairs.inbound: Restart SIP_Proxy_2."]);
    expect(proxySteps(OPTION)).toEqual(["pairs.inbound: Restart the proxies, one after the other."]);
  });

  test("in each pool on a host", () => {
    const pool = secondPool({ proxies: [{ application: "SIP_Proxy_4", host: "proxy-2", network: "voice-west" }] });
    expect(
      stepsOf(sipProxyDeclaration(pool), sipProxyDeclaration({ ...pool, ...OTHER_ADDRESS })).filter((step) =>
        step.includes(": restart SIP_Proxy"),
      ),
    ).toEqual(["Pair inbound: restart SIP_Proxy_2.", "Pair outbound: restart SIP_Proxy_4."]);
  });
});

describe("a SIP Proxy whose host gets another address", () => {
  /** The steps that change the second proxy or its host, except its object. */
  const steps = (changes: Changes) =>
    stepsOf(
      sipProxyDeclaration(THIRD_HOST),
      sipProxyDeclaration({ ...THIRD_HOST, ...OTHER_ADDRESS, ...changes }),
    ).filter((step) => /(?:[Ss]tart|[Ss]top|proxies for good)|hosts\.proxy-2/.test(step) && /[Pp]rox/.test(step));
  const set = "hosts.proxy-2: Make the change on the host itself: nothing here does it.";

  test("is stopped before that if it is removed or moves, and is not restarted", () => {
    expect(steps({ [`${POOL}.proxies`]: [BOTH[0]] })).toEqual([
      "pairs.inbound: Stop SIP_Proxy_2 on proxy-2, which is set up again.",
      set,
    ]);
    expect(steps({ [`${POOL}.proxies`]: [BOTH[0], { application: "SIP_Proxy_2", host: "proxy-3" }] })).toEqual([
      "pairs.inbound: Stop SIP_Proxy_2 on proxy-2, which would otherwise keep running there unnoticed.",
      set,
      'pairs.inbound: Set up and start SIP_Proxy_2, as "Order" of the chapter in the runbook says.',
    ]);
  });

  test("is not restarted if its pair leaves the pool", () => {
    const leaving = {
      "hosts.sip-b.interfaces.eth1": { network: "voice", address: "10.120.0.12" },
      "pairs.inbound.highAvailability": { ipAddressTakeover: { virtualIp: "10.120.0.10", network: "voice" } },
    };
    expect(steps(leaving).map((step) => step.split(". ").at(-1))).toEqual([
      "hosts.proxy-2, hosts.sip-b: Make the change on the host itself: nothing here does it.",
      "Then stop the proxies.",
    ]);
  });
});
