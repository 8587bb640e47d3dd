import { isIpv6 } from "../../model/address";
import { packetsLately } from "../../operation/announcement";
import type { FaultKind } from "../../operation/fault-kind";
import type { Handlers, Turn } from "../../operation/turn";
import { isSipLinked, type TakeoverScene, takeoverWorldOf } from "./takeover-scene";

const SHUTS = "ipAddressTakeover:port-shuts";

/** Switches that shut a port at the declared limit, as Dynamic ARP Inspection does with an untrusted port. */
export interface PortLimit {
  readonly handlers: Handlers;
  readonly look: (turn: Turn) => void;
  readonly faults: readonly FaultKind[];
}

/** How the switch behaves; the fault has no target if no limit is declared. */
export function portLimitOf(scene: TakeoverScene, limit: number | undefined): PortLimit {
  return {
    handlers: {
      [SHUTS]: (turn, { on, detail }) => {
        turn.world.hosts[on]!.interfaces[scene.sipInterfaces[on]!] = false;
        takeoverWorldOf(turn.world).shutPorts[on] = true;
        turn.tell("the switch", `shuts the port of ${on}`, `${detail} ARP packets in a second, and it takes ${limit}`);
      },
    },
    look: (turn) => {
      const { world } = turn;
      if (limit === undefined || !takeoverWorldOf(world).limitEnforced) return;
      for (const host of scene.hosts) {
        const packets = packetsLately(world, host);
        const shuts = { kind: SHUTS, on: host };
        if (packets > limit && isSipLinked(scene, world, host) && !turn.awaits(shuts))
          turn.in(0, { ...shuts, detail: String(packets) });
      }
    },
    faults: [
      {
        name: "dai-limit",
        title: "the switch shuts ports at the declared ARP limit",
        // The switch counts ARP packets; another feature inspects neighbour discovery.
        targets: () => (limit === undefined || isIpv6(scene.virtualIp) ? [] : [""]),
        inject: ({ world }) => {
          takeoverWorldOf(world).limitEnforced = true;
        },
        heal: ({ world }) => {
          const option = takeoverWorldOf(world);
          option.limitEnforced = false;
          for (const host in option.shutPorts) {
            delete option.shutPorts[host];
            world.hosts[host]!.interfaces[scene.sipInterfaces[host]!] = true;
          }
        },
        isSwept: true,
      },
    ],
  };
}
