import { describe, expect, test } from "vitest";
import { bothReady, callsUnknownToBackup, restartInTurn } from "../../lib/configuration-layer/readiness";
import { type SampleOverrides, samplePair, sampleTopology } from "../sample-topology";

const told = (overrides: SampleOverrides = {}) => {
  const topology = sampleTopology(overrides);
  return {
    ready: bothReady(topology, samplePair(topology)),
    restart: restartInTurn(topology, samplePair(topology)),
    unknown: callsUnknownToBackup(topology),
  };
};
const version = (sipServerVersion: string) => ({
  topology: { genesys: { ...sampleTopology().genesys, sipServerVersion } },
});

describe("whether both servers are ready for a switchover", () => {
  test("can be read from their http ports, at each host's own address", () => {
    const { primary, backup } = samplePair(sampleTopology());
    const pair = {
      primary: { ...primary, ports: { ...primary.ports, http: 8081 } },
      backup: { ...backup, ports: { ...backup.ports, http: 8082 } },
    };
    expect(told({ pair }).ready).toBe(
      "both servers report readiness 1 for a switchover (one minute after the HA link is up at the earliest; a switchover before that counts as a double failure, documented): SIP_In_P at `http://10.110.0.11:8081/server?sipServer`, SIP_In_B at `http://10.110.0.12:8082/server?sipServer`",
    );
  });

  test("cannot be read if a server has no http port", () => {
    const { primary } = samplePair(sampleTopology());
    const expected =
      "both servers are ready for a switchover (one minute after the HA link is up at the earliest; a switchover before that counts as a double failure, documented), which they report if `ports.http` is declared";
    expect(told().ready).toBe(expected);
    expect(told({ pair: { primary: { ...primary, ports: { ...primary.ports, http: 8081 } } } }).ready).toBe(expected);
  });

  test.each([
    [
      "8.1.102.57",
      "no call is left that began before the last start of a server: ",
      "Calls that began before the last start of",
    ],
    [
      "8.1.102.58",
      "both servers are ready for a switchover (",
      "Calls that the backup does not know yet: a switchover before both",
    ],
  ])("is shown by versions that send the calls that a server lacks: %s", (sipServerVersion, ready, unknown) => {
    const of = told(version(sipServerVersion));
    expect([of.ready.startsWith(ready), of.unknown.startsWith(unknown)]).toEqual([true, true]);
    expect(of.restart).toBe(
      `Restart the backup, and wait until ${of.ready}. Then switch over, and restart the other server.`,
    );
  });
});
