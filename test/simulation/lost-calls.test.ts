import { describe, expect, test } from "vitest";
import type { ScenarioStep } from "../../lib/operation/scenario";
import { exactly } from "../../lib/operation/span";
import { scenarioNamed } from "../../lib/simulation/scenarios";
import { type Setting, settingOf } from "../../lib/simulation/setting";
import { simulate } from "../../lib/simulation/simulate";
import { POOL } from "../options/sip-proxy/sip-proxy-sample";
import { type SampleOverrides, samplePair, sampleTopology } from "../sample-topology";
import { bigIpSetting, singleHostSetting, sipProxySetting } from "./option-settings";

function calls(steps: readonly ScenarioStep[], overrides: SampleOverrides = {}) {
  const topology = sampleTopology(overrides);
  return simulate(settingOf(topology, samplePair(topology)), { name: "a-test", title: "a test", steps }).calls;
}

const CRASH = { inject: "process-crash", on: "primary" } as const;
const fates = (of: ReturnType<typeof calls>) => Object.values(of).map(({ fate }) => fate);
const udpOnly = { pair: { sip: { port: 5060, transports: ["udp"] } } } as const;

describe("calls in progress", () => {
  const GO_ON =
    "they go on: what keeps new calls away does not affect them, except a request within a call whose next hop is a name that has to be looked up (RFC 3261, 12.2.1.1, and RFC 3263; whether it is a name was not seen on a real system)";

  test("continue while no name server answers, which only new calls need", () => {
    const { calls: of } = simulate(sipProxySetting(), scenarioNamed("name-servers-down")!);
    expect(of.newCalls.fate).toBe("lost");
    expect([of.beingSetUp, of.established]).toEqual([
      { fate: "unaffected", text: GO_ON },
      { fate: "unaffected", text: GO_ON },
    ]);
    expect(["they stay", "callers use UDP alone, which has no connections"]).toContain(of.connections.text);
  });

  test("wait for as long as they reach nobody, not for as long as new calls find nobody", () => {
    const { calls: of } = simulate(sipProxySetting(), {
      name: "a-test",
      title: "a test",
      steps: [
        { inject: "name-server-loss", on: "all" },
        { after: "10m", inject: "proxy-loss", on: "all" },
        { after: "10s", heal: "proxy-loss", on: "all" },
        { after: "10m", heal: "name-server-loss", on: "all" },
      ],
    });
    expect(of.newCalls.text).toMatch(/^no new call is answered for 1\d{3}/);
    expect(of.established).toMatchObject({
      fate: "delayed",
      text: expect.stringMatching(
        /^the same server keeps them; what callers send within them waits for \d\d(?:\.\d+)?s/,
      ),
    });
  });
});

describe("established calls", () => {
  test("are kept by the backup, which has received them", () => {
    expect(calls([CRASH]).established).toEqual({
      fate: "kept",
      text: "SIP_In_B keeps them if the HA link has synchronised them (hot standby; documented, not seen on a real system)",
    });
  });

  test("are lost if the other server started after the one with the calls ended", () => {
    expect(
      calls([
        { inject: "process-crash", on: "backup" },
        { after: "100ms", ...CRASH },
      ]).established,
    ).toEqual({
      fate: "lost",
      text: "SIP_In_B was restarted and knows none of the calls of SIP_In_P",
    });
  });

  test("are lost if the server with the calls has restarted, and so are those that were being set up", () => {
    const { calls: lost } = simulate(singleHostSetting(), {
      name: "a-test",
      title: "a test",
      steps: [{ inject: "host-reboot", on: "primary" }],
    });
    expect([lost.beingSetUp, lost.established]).toEqual([
      {
        fate: "lost",
        text: "those that SIP_In_P has begun to answer are lost: the caller waits for that server and repeats nothing (RFC 3261, 17.1.1.2), and the server was restarted and knows none of them; over UDP callers repeat those that it has not answered at all",
      },
      { fate: "lost", text: "SIP_In_P was restarted and knows none of the calls that it had" },
    ]);
  });

  test.each([
    [
      "8.1.104.10",
      "kept",
      /; a server that was restarted is sent the calls that it lacks \(documented\), provided that the sending was finished$/,
    ],
    [
      "8.1.102.50",
      "lost",
      /^a restarted server gets the calls that it lacks only from 8\.1\.102\.58 on \(documented\); this is 8\.1\.102\.50$/,
    ],
  ])("depend on the version if the backup has restarted before: %s", (sipServerVersion, fate, text) => {
    const { genesys } = sampleTopology();
    const steps = [
      { inject: "process-crash", on: "backup" },
      { after: "5m", ...CRASH },
    ] as const;
    const { established } = calls(steps, { topology: { genesys: { ...genesys, sipServerVersion } } });
    expect([established.fate, established.text]).toEqual([fate, expect.stringMatching(text)]);
  });

  test.each(["10s", "70s"] as const)("may be lost if the backup was restarted and is not ready: %s", (after) => {
    const steps = [
      { inject: "process-crash", on: "backup" },
      { after, ...CRASH },
    ] as const;
    const topology = sampleTopology();
    const timers = new Map([["process-restart", exactly(2_000)]]);
    const setting = settingOf(topology, samplePair(topology), timers);
    const { established } = simulate(setting, { name: "a-test", title: "a test", steps }).calls;
    expect(established).toEqual(
      after === "70s"
        ? { fate: "kept", text: expect.stringContaining("provided that the sending was finished") }
        : {
            fate: "lost",
            text: "those that SIP_In_B may still lack, as it was restarted less than a minute before: a switchover before both servers report readiness 1 counts as a double failure, and they report it no earlier than a minute after the HA link is up (documented)",
          },
    );
  });

  test.each(["rolling-server-restart", "rolling-host-reboot", "failback-after-host-loss"])(
    "are kept in a switchover that waits for both to be ready: %s",
    (name) => {
      const topology = sampleTopology();
      const { calls } = simulate(settingOf(topology, samplePair(topology)), scenarioNamed(name)!);
      expect(calls.established.fate).toBe("kept");
    },
  );

  test("are lost if nobody answers any more", () => {
    const both = [
      { inject: "host-power-loss", on: "primary" },
      { after: "settled", inject: "host-power-loss", on: "backup" },
    ] as const;
    expect(calls(both).established).toEqual({
      fate: "lost",
      text: "nobody has them after SIP_In_B: none can be transferred or ended in order",
    });
  });

  test("wait for the same server if a cable is plugged in again", () => {
    const steps = [
      { inject: "sip-interface-loss", on: "primary" },
      { after: "5s", heal: "sip-interface-loss", on: "primary" },
    ] as const;
    expect(calls(steps, udpOnly)).toEqual({
      newCalls: {
        fate: "delayed",
        text: "no new call is answered for 5s; over UDP a caller repeats its INVITE for 31.5s, so a call that waits no longer than that is only delayed",
      },
      beingSetUp: { fate: "delayed", text: "they go on with the same server after 5s" },
      established: { fate: "delayed", text: "the same server keeps them; what callers send within them waits for 5s" },
      connections: { fate: "unaffected", text: "callers use UDP alone, which has no connections" },
    });
  });
});

test.each([
  ["31500ms", "delayed"],
  ["31501ms", "lost"],
  ["32s", "lost"],
] as const)("new calls over UDP that wait for %s are %s: the last repetition comes after 63 x T1", (after, fate) => {
  const steps = [
    { inject: "sip-interface-loss", on: "primary" },
    { after, heal: "sip-interface-loss", on: "primary" },
  ] as const;
  expect(calls(steps, udpOnly).newCalls.fate).toBe(fate);
});

test("nothing happens to calls if only the backup fails", () => {
  expect(calls([{ inject: "process-crash", on: "backup" }])).toEqual({
    newCalls: { fate: "unaffected", text: "every new call is answered" },
    beingSetUp: { fate: "unaffected", text: "they go on" },
    established: { fate: "unaffected", text: "they go on" },
    connections: { fate: "unaffected", text: "they stay" },
  });
});

test("connections to a server that no longer answers are gone, and callers connect again", () => {
  expect(
    calls([CRASH], { pair: { sip: { port: 5060, tlsPort: 5061, transports: ["udp", "tcp", "tls"] } } }).connections,
  ).toEqual({
    fate: "lost",
    text: "every TCP and TLS connection to SIP_In_P is lost: a caller that sends on one is answered by a reset, and connects again in 1s (10ms to 32s); a caller that only waits for calls cannot be reached before it connects again; TLS makes a new handshake",
  });
});

test("connections only over TCP have nothing of TLS, and still exist if the same server answers again", () => {
  const steps = [
    { inject: "sip-interface-loss", on: "primary" },
    { after: "5s", heal: "sip-interface-loss", on: "primary" },
  ] as const;
  expect([calls([CRASH]).connections, calls(steps).connections]).toEqual([
    {
      fate: "lost",
      text: "every TCP connection to SIP_In_P is lost: a caller that sends on one is answered by a reset, and connects again in 1s (10ms to 32s); a caller that only waits for calls cannot be reached before it connects again",
    },
    {
      fate: "delayed",
      text: "the same server still has them; TCP repeats lost data by itself, and may give up within 5s",
    },
  ]);
});

test("the connections that are reported are those that callers have when it begins", () => {
  const back = { after: "settled", inject: "switchover" } as const;
  expect(calls([{ inject: "switchover" }, back]).connections.text).toMatch(
    /^every TCP connection to SIP_In_P is lost: /,
  );
});

test("if an outage is longer than callers retry, its new calls are lost, and so is each new call over TCP", () => {
  const long = [
    { inject: "sip-interface-loss", on: "primary" },
    { after: "40s", heal: "sip-interface-loss", on: "primary" },
  ] as const;
  expect(fates(calls(long, udpOnly))).toEqual(["lost", "lost", "delayed", "unaffected"]);
  expect(fates(calls([CRASH], { pair: { sip: { port: 5060, transports: ["tcp"] } } }))).toEqual([
    "lost",
    "lost",
    "kept",
    "lost",
  ]);
});

test.each([
  ["32s", "delayed"],
  ["32001ms", "lost"],
] as const)(
  "calls that are being set up for %s with the same server are %s: 64 x T1 is all that either side waits",
  (after, fate) => {
    const steps = [
      { inject: "sip-interface-loss", on: "primary" },
      { after, heal: "sip-interface-loss", on: "primary" },
    ] as const;
    expect(calls(steps, udpOnly).beingSetUp.fate).toBe(fate);
  },
);

describe("if nobody answers at the end", () => {
  const ended = (inject: string, until?: "32s" | "33s") => {
    const { managementLayer } = sampleTopology();
    const failureDetection = { ...managementLayer.failureDetection, addpTimeout: "40s" } as const;
    const topology = sampleTopology({ topology: { managementLayer: { ...managementLayer, failureDetection } } });
    const steps = [{ inject, on: "primary" }];
    return simulate(settingOf(topology, samplePair(topology)), { name: "a-test", title: "a test", steps, until }).calls;
  };
  const unwatched = (time: string) => ({
    fate: "not-evaluated",
    text: `nobody answers at the end, and it was watched for only ${time}`,
  });
  const GIVEN_UP = {
    fate: "lost",
    text: "calls on which nothing arrives for 32s are given up: an INVITE by its caller, an answer to an INVITE by the server (RFC 3261, 17.1.1.2 and 13.3.1.4); no new call is answered, and that does not end by itself while the scenario is watched",
  };

  test("calls and connections are not judged if somebody might continue them after the watched time", () => {
    const { beingSetUp, established, connections } = ended("host-power-loss", "32s");
    expect([beingSetUp, established, connections]).toEqual(Array(3).fill(unwatched("32s")));
  });

  test("calls that are being set up are lost as soon as the silence is longer than either side waits", () => {
    const { beingSetUp, established } = ended("host-power-loss", "33s");
    expect([beingSetUp, established]).toEqual([GIVEN_UP, unwatched("33s")]);
  });

  test("no other server and no other connection is promised", () => {
    const { beingSetUp, connections } = ended("sip-interface-loss");
    expect([beingSetUp, connections]).toEqual([
      GIVEN_UP,
      {
        fate: "lost",
        text: "every TCP connection to SIP_In_P is lost, and at the end nobody answers on a new one",
      },
    ]);
  });
});

describe("connections that do not end at the server that answers", () => {
  const connections = (setting: Setting, ...steps: readonly ScenarioStep[]) =>
    simulate(setting, { name: "a-test", title: "a test", steps }).calls.connections;

  test("are lost with the unit of a BIG-IP, because the restarted device knows none of them", () => {
    const { fate, text } = connections(
      bigIpSetting(),
      { inject: "device-loss", on: "active" },
      { after: "5m", heal: "device-loss", on: "active" },
    );
    expect([fate, text]).toEqual([
      "lost",
      expect.stringMatching(/ connection to \S+ is lost: .* by a reset or not at all, /),
    ]);
  });

  test("stay with the SIP Proxies when the primary fails", () => {
    expect(connections(sipProxySetting({ [`${POOL}.transports`]: ["tcp"] }), CRASH)).toEqual({
      fate: "delayed",
      text: expect.stringMatching(/^they stay; what is sent on them waits for /),
    });
  });

  test("are lost with a SIP Proxy, although the same server answers", () => {
    const { fate, text } = connections(sipProxySetting({ [`${POOL}.transports`]: ["tcp"] }), {
      inject: "proxy-loss",
      on: "one",
    });
    expect([fate, text]).toEqual(["lost", expect.stringMatching(/^every TCP connection to SIP_Proxy_1 is lost: /)]);
  });
});

test("callers of a pool of SIP Proxies use the pool's transports, not those of the servers behind it", () => {
  const setting = sipProxySetting({ [`${POOL}.transports`]: ["tls"] });
  const { outage, calls } = simulate(setting, { name: "a-test", title: "a test", steps: [CRASH] });
  expect(setting.pair.sip.transports).toContain("udp");
  expect(outage.clients.map(({ transport }) => transport)).toEqual(["tls"]);
  expect(calls.newCalls.text).not.toContain("UDP");
});

test("the fate of calls is the worst of the three courses, which is named if it is not the usual one", () => {
  // Only in the slow course the host stands still for longer than its silence is tolerated.
  const { managementLayer } = sampleTopology();
  const failureDetection = { ...managementLayer.failureDetection, disconnectSwitchoverTimeout: "2s" } as const;
  const slower = { ...udpOnly, topology: { managementLayer: { ...managementLayer, failureDetection } } };
  const { beingSetUp, established } = calls([{ inject: "host-stun", on: "primary" }], slower);
  expect(established).toEqual({
    fate: "kept",
    text: "in the slowest course SIP_In_B keeps them if the HA link has synchronised them (hot standby; documented, not seen on a real system)",
  });
  expect(beingSetUp).toEqual({
    fate: "lost",
    text: "in the slowest course those that SIP_In_P has begun to answer are lost: the caller waits for that server and repeats nothing (RFC 3261, 17.1.1.2), and it was not seen anywhere that the other server knows of them; over UDP callers repeat those that it has not answered at all",
  });
});
