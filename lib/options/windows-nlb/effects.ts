import type { Address } from "../../model/address";
import {
  AT_NEXT_RUN,
  byFact,
  type ChangedKey,
  type Effect,
  type EffectTable,
  own,
  ROLE_SCRIPT_EFFECTS,
  together,
  unknown,
} from "../effect";
import { pointedAtVirtualIp } from "../script-runbook";
import { exchangedNode } from "./exchanged-node";
import type { NlbPair } from "./model";

const ADDRESS = "the cluster of both hosts is built again on it, and callers have to be pointed at it";
const CONVERGES = "the cluster changes, and converges again after each such change; its ports are disabled meanwhile";

const CHANGES = byFact("outage", "nlb-cmdlets", CONVERGES, { releases: true });

/** The port rules of a cluster: a control script enables the rules that it knows. */
export const nlbPortEffect = (general: Effect) => together(general, CHANGES);

/** A node is identified by its host and its interface. */
const REBUILT = own("outage", "the cluster is removed and built again, because its nodes change", {
  restarts: true,
  releases: true,
  removes: true,
});

/** The effect of moving a server to another host. */
export function nlbHostEffect(change: ChangedKey, { name }: NlbPair): Effect {
  return exchangedNode(change, name) ?? REBUILT;
}

/** The cluster is on one interface of a host: other interfaces do not concern it. */
export function nlbMachineEffect(change: ChangedKey, pair: NlbPair): Effect | undefined {
  const { path, was, is } = change;
  const [, host, , name] = path.map(String);
  const networks = [was, is].map(({ hosts }) => hosts.get(host!)?.interfaces.find((one) => one.name === name)?.network);
  return name === undefined || networks.includes(pair.highAvailability.network)
    ? nlbHostEffect(change, pair)
    : undefined;
}

/** The scripts are named after the pair. */
export const nlbRenameEffect = own(
  "outage",
  "its scripts get other names, and the installer removes no script that has ports enabled; so the ports are disabled first",
  { releases: true },
);

/** The effects on service of changes of this option's keys. */
export const nlbEffects: EffectTable = {
  virtualIp: ({ after }) =>
    own("outage", ADDRESS, {
      restarts: true,
      releases: true,
      removes: true,
      after: pointedAtVirtualIp(after as Address),
    }),
  network: own("outage", ADDRESS, { releases: true, removes: true }),
  operationMode: byFact(
    "outage",
    "nlb-cluster-mac",
    "the cluster's hardware address changes with the mode, so switches and routers have to learn it, or be set to it",
    { releases: true, removes: true },
  ),
  clusterName: unknown("outage", "no source was found that says what a cluster in service does when its name changes", {
    releases: true,
    removes: true,
  }),
  "hostPriorities.primary": CHANGES,
  "hostPriorities.backup": CHANGES,
  affinity: CHANGES,
  portRules: CHANGES,
  convergenceTimeout: AT_NEXT_RUN,
  ...ROLE_SCRIPT_EFFECTS,
};
