import { managementApplicationsOf } from "../model/management-layer";
import type { Path } from "../model/origin";
import type { SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";

/** The name of an application, and the place in the declaration that it comes from. */
export interface ApplicationName {
  readonly name: string;
  readonly path: Path;
  /** In words, for messages: `the primary of pair inbound`. */
  readonly what: string;
  /** The host that it runs on; undefined for something that is not an application, such as the Annex of a DN. */
  readonly host?: string | undefined;
  /** Whether the environment only refers to an existing application; another environment may refer to it too. */
  readonly existing: boolean;
  /** Whether a rule of the option reports the name if it is used on two machines. */
  readonly hasOwnMachineRule?: boolean;
}

/** Every application that the environment uses or creates; their names are unique in a Configuration Database. */
export function applicationNames(
  topology: Topology,
  ofOption: (pair: SipServerPair) => readonly ApplicationName[],
): ApplicationName[] {
  return [
    ...managementApplicationsOf(topology.managementLayer).map(({ key, application, what, host }) => ({
      name: application,
      path: ["managementLayer", key, "application"],
      what,
      host,
      existing: true,
    })),
    ...[...topology.pairs.values()].flatMap((pair) => [...serverNames(pair), ...ofOption(pair)]),
  ];
}

/** The two SIP Servers of a pair, the primary first. */
export function serverNames(pair: SipServerPair): ApplicationName[] {
  return (["primary", "backup"] as const).map((role) => ({
    name: pair[role].application,
    path: ["pairs", pair.name, role, "application"],
    what: `the ${role} of pair ${pair.name}`,
    host: pair[role].host,
    existing: false,
  }));
}
