import type { Address } from "../model/address";
import type { HostSurvey } from "./host-survey";
import type { Sourced } from "./import-note";
import { programFiles } from "./program-files";
import type { SeenVirtualIp } from "./seen-pair";
import type { SiteAddresses } from "./site-addresses";
import { hostsOfPair, type SiteApplications, type SitePair } from "./site-applications";
import { isOfHostAlone } from "./surveyed-prefix";

/**
 * The address by which both servers of a pair go, where it is no host's own; on one host there is none to move. Where the servers do not say it: that of a
 * cluster that both hosts are in; the one address that programs on both hosts have in their files, and that is none of the hosts' own; the one that both hosts,
 * and no other, have beside an interface's own; the one that a host has, and has got since it was started. None is one that another pair says it goes by.
 */
export function virtualIpOf(
  pair: SitePair,
  { told, taken, surveyed, holders }: SiteAddresses,
  { programs }: SiteApplications,
  surveys: ReadonlyMap<string, HostSurvey>,
): SeenVirtualIp | undefined {
  const names = hostsOfPair(pair).map((host) => host ?? "");
  if (names[0] === names[1]) return undefined;
  const ofServers = told.get(pair);
  if (ofServers !== undefined) return ofServers === "different" ? undefined : ofServers;
  const [ofFirst, ofSecond] = names.map((host) => surveys.get(host));
  const cluster = ofFirst?.clusters.find(({ virtualIp: value }) =>
    ofSecond?.clusters.some((one) => one.virtualIp === value),
  );
  if (cluster !== undefined)
    return { value: cluster.virtualIp, position: cluster.position, what: "cluster of both hosts" };
  const [onFirst, onSecond] = names.map((host) =>
    programs
      .on([host])
      .flatMap((one) => programFiles(one, surveys).flatMap(({ lines }) => lines))
      .flatMap(({ addresses, position }) => addresses.map((value) => ({ value, position })))
      .filter(
        ({ value }) => !taken.has(value) && !surveyed.has(value) && !/^(?:127|255)\.|\.(?:0|255)$|^0\./.test(value),
      ),
  ) as [Sourced<Address>[], Sourced<Address>[]];
  const common = onFirst.filter(({ value }) => onSecond.some((one) => one.value === value));
  const isOne = (all: readonly Sourced<Address>[]) => new Set(all.map(({ value }) => value)).size === 1;
  if (common.length > 0) return isOne(common) ? { ...common[0]!, what: "in scripts of both hosts" } : undefined;
  const shared = sharedAddresses(names, surveys, holders).filter(({ value }) => !taken.has(value));
  if (shared.length > 0)
    return isOne(shared) ? { ...shared[0]!, what: "a further address of both hosts and no other" } : undefined;
  const added = [ofFirst, ofSecond].flatMap((survey) =>
    (survey?.addresses.rows ?? []).flatMap(({ address: value, isTemporary, position }) =>
      isTemporary && !taken.has(value) && !isOfHostAlone(value) ? [{ value, position }] : [],
    ),
  );
  return isOne(added) ? { ...added[0]!, what: "an address that its host does not have at boot" } : undefined;
}

/** The addresses that of all hosts exactly these two have, each beside an interface's own: a logical interface that is prepared on both, and up on one. */
function sharedAddresses(
  names: readonly string[],
  surveys: ReadonlyMap<string, HostSurvey>,
  holders: SiteAddresses["holders"],
): Sourced<Address>[] {
  return names.flatMap((name) =>
    (surveys.get(name)?.addresses.rows ?? []).flatMap(({ address: value, interface: on, isSecondary, position }) => {
      const hosts = holders.get(value)!;
      const isOfBoth = hosts.size === names.length && names.every((one) => hosts.has(one));
      // Behind a load balancer both may have its address on their loopback interfaces.
      const isMoved = isSecondary && !/^lo\d*$/.test(on) && !isOfHostAlone(value);
      return isOfBoth && isMoved ? [{ value, position }] : [];
    }),
  );
}
