import type { Address } from "../model/address";
import { grouped } from "../model/grouped";
import type { HostSurvey } from "./host-survey";
import type { Sourced } from "./import-note";
import { programFiles } from "./program-files";
import {
  commandOf,
  NO_VIRTUAL_IP,
  pairOfOwnScript,
  type SeenVirtualIp,
  type VirtualIpCandidate,
  type VirtualIpFindings,
} from "./seen-pair";
import type { SiteAddresses } from "./site-addresses";
import { hostsOfPair, type SiteApplications, type SitePair } from "./site-applications";
import { isOfHostAlone } from "./surveyed-prefix";

/**
 * The address that both servers of a pair use, if it is not a host's own; on one host there is no address to move. If the servers do not say it, it is the first
 * of these: the address of a cluster that both hosts are in; the one address that programs on both hosts have in their files, and that is not a host's own; the
 * one address that both hosts, and no other host, have beside an interface's own; the one address that a host has received since it was started. An address that
 * another pair says it uses never counts. If the first of these that has any address has several, none is taken.
 */
export function virtualIpOf(
  pair: SitePair,
  addresses: SiteAddresses,
  { programs }: SiteApplications,
  surveys: ReadonlyMap<string, HostSurvey>,
): VirtualIpFindings {
  const { told, taken, surveyed, holders } = addresses;
  const names = hostsOfPair(pair).map((host) => host ?? "");
  if (names[0] === names[1]) return NO_VIRTUAL_IP;
  const [ofFirst, ofSecond] = names.map((host) => surveys.get(host));
  const inScripts = (isOwn: boolean) =>
    inCommon(
      names.map((host) =>
        programs
          .on([host])
          .filter((one) => isOwn || pairOfOwnScript(commandOf(one)) === undefined)
          .flatMap((one) => programFiles(one, surveys).flatMap(({ lines }) => lines))
          .flatMap(({ addresses: all, position }) => all.map((value) => ({ value, position })))
          .filter(
            ({ value }) => !taken.has(value) && !surveyed.has(value) && !/^(?:127|255)\.|\.(?:0|255)$|^0\./.test(value),
          ),
      ),
    );
  const withFurther = (virtualIp: SeenVirtualIp): VirtualIpFindings => ({
    ...NO_VIRTUAL_IP,
    virtualIp,
    further: candidatesOf(inScripts(false), IN_SCRIPTS, holders).filter(({ value }) => value !== virtualIp.value),
  });
  const ofServers = told.get(pair);
  if (ofServers !== undefined) return ofServers === "different" ? NO_VIRTUAL_IP : withFurther(ofServers);
  const cluster = ofFirst?.clusters.find(({ virtualIp: value }) =>
    ofSecond?.clusters.some((one) => one.virtualIp === value),
  );
  if (cluster !== undefined)
    return withFurther({ value: cluster.virtualIp, position: cluster.position, what: "cluster of both hosts" });
  const added = () =>
    [ofFirst, ofSecond].flatMap((survey) =>
      (survey?.addresses.rows ?? []).flatMap(({ address: value, isTemporary, position }) =>
        isTemporary && !taken.has(value) && !isOfHostAlone(value) ? [{ value, position }] : [],
      ),
    );
  const shared = () => sharedAddresses(names, surveys, holders).filter(({ value }) => !taken.has(value));
  const ways: readonly (readonly [string, () => Sourced<Address>[]])[] = [
    [IN_SCRIPTS, () => inScripts(true)],
    ["a further address of both hosts and no other", shared],
    ["an address that its host does not have at boot", added],
  ];
  for (const [what, find] of ways) {
    const candidates = candidatesOf(find(), what, holders);
    const [first, ...others] = candidates;
    if (first === undefined) continue;
    if (others.length > 0) return { ...NO_VIRTUAL_IP, candidates };
    return { ...NO_VIRTUAL_IP, virtualIp: { value: first.value, position: first.positions[0]!, what } };
  }
  return NO_VIRTUAL_IP;
}

const IN_SCRIPTS = "in scripts of both hosts";

/** The addresses that are mentioned on both the first and the second host, with every mention. */
function inCommon([first, second]: readonly Sourced<Address>[][]): Sourced<Address>[] {
  const isIn = (all: readonly Sourced<Address>[]) => {
    const values = new Set(all.map(({ value }) => value));
    return ({ value }: Sourced<Address>) => values.has(value);
  };
  return [...first!.filter(isIn(second!)), ...second!.filter(isIn(first!))];
}

/** The mentions by their address, in the order in which they were found. */
function candidatesOf(
  mentions: readonly Sourced<Address>[],
  what: string,
  holders: SiteAddresses["holders"],
): VirtualIpCandidate[] {
  return [...grouped(mentions, ({ value }) => [value])].map(([value, all]) => ({
    value,
    positions: all.map(({ position }) => position),
    what,
    holders: [...(holders.get(value) ?? [])],
  }));
}

/** The addresses that exactly these two of all hosts have, each beside an interface's own: a logical interface that is prepared on both, and up on one. */
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
