import { isOnSip } from "../../operation/reach";
import type { World } from "../../operation/world";
import { decidingServers } from "../deciding-servers";
import type { Setting } from "../setting";
import type { Invariant } from "./invariant";

/** A script that fails for another reason fails despite a lost host, not because of it. */
const STUCK: ReadonlySet<string> = new Set(["script-waits", "refused"]);

/** I8. The work of a healthy host must not depend on a host that the Management Layer has lost: nothing can be done there. */
export const noStepOnLostHost: Invariant = {
  number: "I8",
  name: "no-step-on-lost-host",
  title: "no control script fails or waits because of a host that the Management Layer has lost",
  applies: ({ behaviour }) => behaviour.script !== undefined && behaviour.views.holders !== undefined,
  misstep: ({ notes }, world, setting) => {
    for (const { kind, on, text } of notes) {
      // A host whose own SIP interface is cut off waits for that interface.
      if (!STUCK.has(kind) || !isOnSip(world, on)) continue;
      const lost = lostHolder(world, setting, on);
      if (lost !== undefined) return `${text}, because of ${lost}, which the Management Layer has lost`;
    }
    return undefined;
  },
};

/** Another host that has the virtual IP, and whose agent is connected to no Solution Control Server that decides. */
function lostHolder(world: World, { behaviour }: Setting, host: string): string | undefined {
  const deciding = decidingServers(world);
  return behaviour.views.holders!(world).find(
    (other) => other !== host && other in world.hosts && !deciding.some(([, { connected }]) => connected[other]),
  );
}
