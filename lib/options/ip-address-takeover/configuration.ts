import type { FactId } from "../../configuration-layer/facts";
import {
  scriptApplicationName as nameOfApplication,
  ROLE_REACTION_FACTS,
  type RoleReaction,
  type RoleReactions,
} from "../../configuration-layer/role-reactions";
import type { SipServer } from "../../model/pair";
import { controlScriptPath, type IpAddressTakeover, type TakeoverPair } from "./model";

/** The facts that the objects rest on. */
export const TAKEOVER_CONFIGURATION_FACTS = [
  ...ROLE_REACTION_FACTS,
  "announce-after-release",
] as const satisfies readonly FactId[];

/** The commands that the Management Layer gives to a control script. */
const SCRIPT_ACTIONS = ["up", "down", "announce"] as const;
type ScriptAction = (typeof SCRIPT_ACTIONS)[number];

const WORD = "VIP";

/** `SIP_In_P_VIP_UP`, the application that runs a control script on the server's host. */
export function scriptApplicationName(server: SipServer, action: ScriptAction): string {
  return nameOfApplication(WORD, server, action);
}

/** How the Management Layer moves the virtual IP. */
export function takeoverReactions(pair: TakeoverPair): RoleReactions<ScriptAction> {
  const { events, cancelTimeout } = pair.highAvailability;
  return {
    word: WORD,
    actions: SCRIPT_ACTIONS,
    path: (host) => controlScriptPath(host, pair),
    events,
    cancelTimeout,
    onChange: (role, server, peer) =>
      role === "primary"
        ? becamePrimary(pair.highAvailability, server, peer)
        : becameBackup(pair.highAvailability, server, peer),
  };
}

/** The event of the server that has become primary starts both scripts, as a dead peer reports nothing. */
function becamePrimary(
  { virtualIp }: IpAddressTakeover,
  server: SipServer,
  peer: SipServer,
): RoleReaction<ScriptAction> {
  return {
    description: `${server.application} has become primary: ${virtualIp} leaves ${peer.host} and comes to ${server.host}.`,
    starts: [
      ["peer", "down"],
      ["own", "up"],
    ],
  };
}

/**
 * The server's own event also starts the release, for a server that is ordered back after a reconnection (fact `release-on-became-backup`). While it
 * was cut off, both hosts answered for the virtual IP. So the peer announces it again, and only announces it: that adds it to no host (fact
 * `announce-after-release`).
 */
function becameBackup(
  { virtualIp }: IpAddressTakeover,
  server: SipServer,
  peer: SipServer,
): RoleReaction<ScriptAction> {
  return {
    description: `${server.application} has become backup: ${virtualIp} leaves ${server.host}, and ${peer.host} announces it again.`,
    starts: [
      ["own", "down"],
      ["peer", "announce"],
    ],
  };
}
