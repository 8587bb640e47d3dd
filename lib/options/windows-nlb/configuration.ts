import type { FactId } from "../../configuration-layer/facts";
import {
  scriptApplicationName as nameOfApplication,
  ROLE_REACTION_FACTS,
  type RoleReactions,
} from "../../configuration-layer/role-reactions";
import type { SipServer } from "../../model/pair";
import { controlScriptPath, type NlbPair } from "./model";

/** The facts that the objects rest on. */
export const NLB_CONFIGURATION_FACTS = [
  ...ROLE_REACTION_FACTS,
  "nlb-scripts-enable-ports",
] as const satisfies readonly FactId[];

/** The commands that the Management Layer gives to a control script. */
const NLB_ACTIONS = ["enable", "disable"] as const;
type NlbAction = (typeof NLB_ACTIONS)[number];

const WORD = "NLB";

/** `SIP_In_P_NLB_ENABLE`, the application that runs a control script on the server's host. */
export function scriptApplicationName(server: SipServer, action: NlbAction): string {
  return nameOfApplication(WORD, server, action);
}

/**
 * How the Management Layer moves the ports. The event of the server that has become primary starts both scripts, as a dead peer reports nothing. The
 * server's own event also starts the release, for a server that is ordered back after a reconnection.
 */
export function nlbReactions(pair: NlbPair): RoleReactions<NlbAction> {
  const { events, cancelTimeout, virtualIp } = pair.highAvailability;
  return {
    word: WORD,
    actions: NLB_ACTIONS,
    path: (host) => controlScriptPath(host, pair),
    events,
    cancelTimeout,
    onChange: (role, server, peer) =>
      role === "primary"
        ? {
            description: `${server.application} has become primary: the ports of ${virtualIp} are disabled on ${peer.host} and enabled on ${server.host}.`,
            starts: [
              ["peer", "disable"],
              ["own", "enable"],
            ],
          }
        : {
            description: `${server.application} has become backup: the ports of ${virtualIp} are disabled on ${server.host}.`,
            starts: [["own", "disable"]],
          },
  };
}
