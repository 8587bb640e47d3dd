import { AT_NEXT_RUN, byFact, type EffectTable, IN_ALARM_CONDITIONS, own, unknown } from "../effect";

const ADDRESS = "both hosts' cluster is built anew on it, and callers have to be pointed at it";
const BUILD =
  'Change the cluster as "Build the cluster" of the chapter in the runbook says; it leaves the ports disabled on both hosts, so enable them on the host whose server is primary.';
const CONVERGES = "the build script changes the cluster, and each such change lets it converge anew";

/** What changes of this option's keys do to service. */
export const nlbEffects: EffectTable = {
  virtualIp: own("outage", ADDRESS, {
    restarts: true,
    releases: true,
    after: `${BUILD} Point callers, gateways and DNS at the new virtual IP.`,
  }),
  network: own("outage", ADDRESS, { releases: true, after: BUILD }),
  operationMode: byFact(
    "outage",
    "nlb-cluster-mac",
    "the cluster's hardware address changes with the mode, so that switches and routers have to learn it, or be set to it",
    { after: `${BUILD} Have static entries for its hardware address in switches and routers changed.` },
  ),
  clusterName: unknown("outage", "what a cluster in service does when its name changes was found in no source", {
    after: BUILD,
  }),
  "hostPriorities.primary": byFact("outage", "nlb-cmdlets", CONVERGES, { after: BUILD }),
  "hostPriorities.backup": byFact("outage", "nlb-cmdlets", CONVERGES, { after: BUILD }),
  affinity: byFact("outage", "nlb-cmdlets", CONVERGES, { after: BUILD }),
  portRules: byFact("outage", "nlb-cmdlets", CONVERGES, { after: BUILD }),
  convergenceTimeout: AT_NEXT_RUN,
  lockTimeout: AT_NEXT_RUN,
  "events.becamePrimary": IN_ALARM_CONDITIONS,
  "events.becameBackup": IN_ALARM_CONDITIONS,
  cancelTimeout: IN_ALARM_CONDITIONS,
};
