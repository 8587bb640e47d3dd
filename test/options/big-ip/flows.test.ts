import { describe, expect, test } from "vitest";
import type { ScenarioStep } from "../../../lib/operation/scenario";
import { ITEM } from "../../../lib/options/big-ip/as3-declaration";
import { poolWorldOf } from "../../../lib/options/big-ip/pool-scene";
import { tried } from "../../simulation/trial";
import { type Items, poolSetting } from "./pool-setting";

const [P, B] = ["SIP_South_P", "SIP_South_B"];
const KEPT = (items: Items) => {
  items[ITEM.udpProfile]!.datagramLoadBalancing = false;
  items[ITEM.pool("udp")]!.serviceDownAction = "none";
};

/** What the device, or a peer, does with flows and connections in such a course, and where the flow is in the end. */
function told(steps: readonly ScenarioStep[], transports: readonly string[], mutate?: (items: Items) => void) {
  const { timeline, world } = tried(poolSetting({ "pairs.inbound.sip": { transports } }, mutate), steps).run;
  return {
    lines: timeline
      .filter(({ actor, action }) => actor !== "scenario" && /flow|connect|gives/.test(action))
      .map(({ at, actor, action, why }) => [at, actor, action, why]),
    flows: poolWorldOf(world).flows,
  };
}

describe("the UDP flow of a caller", () => {
  test("moves when its member is marked down, if datagrams are bound to one member", () => {
    const bound = (items: Items) => {
      items[ITEM.udpProfile]!.datagramLoadBalancing = false;
    };
    expect(told([{ inject: "switchover" }], ["udp"], bound)).toEqual({
      lines: [[6_001, "ltm-1", `moves a caller's UDP flow from ${P} to ${B}`, `${P} is down`]],
      flows: { udp: B },
    });
  });

  test("that is kept is forgotten when the caller is silent, and starts on a member that is up", () => {
    const steps: readonly ScenarioStep[] = [{ inject: "switchover" }, { after: "30s", inject: "caller-pauses" }];
    expect(told(steps, ["udp"], KEPT)).toEqual({
      lines: [[60_000, "ltm-1", `forgets the UDP flow to ${P}`, "the caller was silent for udpIdleTimeout"]],
      flows: { udp: B },
    });
  });

  test("is lost with the device, and starts again when the device is back", () => {
    const steps: readonly ScenarioStep[] = [
      { inject: "device-loss", on: "active" },
      { after: "1m", heal: "device-loss", on: "active" },
    ];
    expect(told(steps.slice(0, 1), ["udp"], KEPT).flows).toEqual({ udp: undefined });
    expect(told(steps, ["udp"], KEPT)).toEqual({ lines: [], flows: { udp: P } });
  });

  test("starts on the silent one of two members that are up, in the worst case", () => {
    const steps: readonly ScenarioStep[] = [
      { inject: "switchover" },
      { inject: "monitor-finds-all-up" },
      { inject: "flows-kept" },
    ];
    expect(told(steps, ["udp"]).flows).toEqual({ udp: P });
  });
});

describe("a connection of a peer", () => {
  const KEPT_TCP = (items: Items) => {
    items[ITEM.pool("tcp")]!.serviceDownAction = "none";
  };

  test("that the device keeps is given up when nothing was answered for long, and is made again", () => {
    expect(told([{ inject: "switchover" }], ["tcp"], KEPT_TCP)).toEqual({
      lines: [
        [32_001, "a peer by TCP", "gives its connection up", "nothing that it sent was answered"],
        [33_001, "a peer by TCP", `is connected to ${B}`, "ltm-1 sends new connections there"],
      ],
      flows: { tcp: B },
    });
  });

  test("is given up if the device is away for long, which nobody reports", () => {
    expect(told([{ inject: "device-loss", on: "active" }], ["tcp"])).toEqual({
      lines: [[32_000, "a peer by TCP", "gives its connection up", "nothing that it sent was answered"]],
      flows: { tcp: undefined },
    });
  });

  test("to a server that ends meanwhile is given up all the same: nobody tells the peer", () => {
    const steps: readonly ScenarioStep[] = [
      { inject: "device-loss", on: "active" },
      { inject: "process-crash", on: "primary" },
    ];
    expect(told(steps, ["tcp"]).lines).toEqual([
      [32_000, "a peer by TCP", "gives its connection up", "nothing that it sent was answered"],
    ]);
  });
});
