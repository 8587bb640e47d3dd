import type { ConfigurationExport } from "../drift/configuration-export";
import { type Address, parseAddress } from "../model/address";
import type { HostSurvey } from "./host-survey";
import type { Sourced } from "./import-note";
import { programFiles } from "./program-files";
import type { SeenVirtualIp } from "./seen-pair";
import type { SiteApplications, SitePair } from "./site-applications";
import { hostOf, optionOf, type SiteExport, textAt } from "./site-export";
import { isOfHostAlone } from "./surveyed-prefix";

/** Those of the Host objects. */
function hostAddresses(exported: ConfigurationExport): ReadonlySet<Address> {
  return new Set(
    [...(exported.objects.hosts?.values() ?? [])].flatMap(
      (host) => parseAddress(textAt(host, "ipAddress")?.value ?? "") ?? [],
    ),
  );
}

/** The address by which both servers say that they go, where it is no host's own; undefined where neither says one, and `different` where they contradict each other. */
export function toldAddress({ primary, backup }: SitePair, exported: ConfigurationExport) {
  const own = hostAddresses(exported);
  const [first, second] = [primary, backup].map((one): SeenVirtualIp | undefined => {
    const read = optionOf(one, "TServer", "sip-address");
    const value = read && parseAddress(read.value);
    return value === undefined || own.has(value)
      ? undefined
      : { value, position: read!.position, what: "TServer/sip-address" };
  });
  if (first === undefined && second === undefined) return undefined;
  return first !== undefined && first.value === second?.value ? first : ("different" as const);
}

/**
 * The address by which both servers of a pair go, where it is no host's own; on one host there is none to move. Where the servers do not say it: that of a
 * cluster that both hosts are in; the one address that programs on both hosts have in their files, and that is none of the hosts' own; the one that both hosts,
 * and no other, have beside an interface's own; the one that a host has, and has got since it was started. None is one that another pair says it goes by.
 */
export function virtualIpOf(
  pair: SitePair,
  { exported }: SiteExport,
  { programs, pairs }: SiteApplications,
  surveys: ReadonlyMap<string, HostSurvey>,
): SeenVirtualIp | undefined {
  const { primary, backup } = pair;
  const names = [primary, backup].map((one) => hostOf(one)?.value ?? "");
  if (names[0] === names[1]) return undefined;
  const told = toldAddress(pair, exported);
  if (told !== undefined) return told === "different" ? undefined : told;
  const [ofFirst, ofSecond] = names.map((host) => surveys.get(host));
  const cluster = ofFirst?.clusters.find(({ virtualIp: value }) =>
    ofSecond?.clusters.some((one) => one.virtualIp === value),
  );
  if (cluster !== undefined)
    return { value: cluster.virtualIp, position: cluster.position, what: "cluster of both hosts" };
  const taken = new Set([...hostAddresses(exported), ...addressesOfOthers(pair, pairs, exported)]);
  const surveyed = new Set(
    [...surveys.values()].flatMap(({ addresses, gateways }) => [
      ...addresses.rows.filter(({ isSecondary }) => !isSecondary).map(({ address }) => address),
      ...gateways.map(({ gateway }) => gateway),
    ]),
  );
  const [onFirst, onSecond] = names.map((host) =>
    programs
      .filter((one) => hostOf(one)?.value === host)
      .flatMap((one) => programFiles(one, surveys).flatMap(({ lines }) => lines))
      .flatMap(({ addresses, position }) => addresses.map((value) => ({ value, position })))
      .filter(
        ({ value }) => !taken.has(value) && !surveyed.has(value) && !/^(?:127|255)\.|\.(?:0|255)$|^0\./.test(value),
      ),
  ) as [Sourced<Address>[], Sourced<Address>[]];
  const common = onFirst.filter(({ value }) => onSecond.some((one) => one.value === value));
  const isOne = (all: readonly Sourced<Address>[]) => new Set(all.map(({ value }) => value)).size === 1;
  if (common.length > 0) return isOne(common) ? { ...common[0]!, what: "in scripts of both hosts" } : undefined;
  const shared = sharedAddresses(names, surveys).filter(({ value }) => !taken.has(value));
  if (shared.length > 0)
    return isOne(shared) ? { ...shared[0]!, what: "a further address of both hosts and no other" } : undefined;
  const added = [ofFirst, ofSecond].flatMap((survey) =>
    (survey?.addresses.rows ?? []).flatMap(({ address: value, isTemporary, position }) =>
      isTemporary && !taken.has(value) && !isOfHostAlone(value) ? [{ value, position }] : [],
    ),
  );
  return isOne(added) ? { ...added[0]!, what: "an address that its host does not have at boot" } : undefined;
}

/** Those that the servers of other pairs say. */
function addressesOfOthers(
  pair: SitePair,
  pairs: readonly SitePair[],
  exported: ConfigurationExport,
): readonly Address[] {
  return pairs.flatMap((one) => {
    const told = one === pair ? undefined : toldAddress(one, exported);
    return told === undefined || told === "different" ? [] : [told.value];
  });
}

/** The addresses that of all hosts exactly these two have, each beside an interface's own: a logical interface that is prepared on both, and up on one. */
function sharedAddresses(names: readonly string[], surveys: ReadonlyMap<string, HostSurvey>): Sourced<Address>[] {
  const holders = (value: Address) =>
    [...surveys.values()].filter(({ addresses }) => addresses.rows.some(({ address }) => address === value));
  return names.flatMap((name) =>
    (surveys.get(name)?.addresses.rows ?? []).flatMap(({ address: value, interface: on, isSecondary, position }) => {
      const hosts = holders(value).map(({ host }) => host);
      const isOfBoth = hosts.length === names.length && names.every((one) => hosts.includes(one));
      // Behind a load balancer both may have its address on their loopback interfaces.
      const isMoved = isSecondary && !/^lo\d*$/.test(on) && !isOfHostAlone(value);
      return isOfBoth && isMoved ? [{ value, position }] : [];
    }),
  );
}
