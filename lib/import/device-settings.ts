import { contains, parseCidr } from "../model/address";
import type { BehindDevice } from "./behind-device";
import type { BigIpSurvey, SurveyedObject } from "./big-ip-survey";
import { placeText } from "./import-note";
import type { Pool, PoolServer } from "./virtual-servers";
import { type Leaf, leaf } from "./written";

/** The kinds of monitors for which a survey has the times. */
const TIMED_MONITORS = ["ltm/monitor/sip", "ltm/monitor/udp", "ltm/monitor/tcp"] as const;

/** The paths in a value that lists paths; none if it says so. */
export function pathsIn(value: string | undefined): string[] {
  return value === undefined || value === "none" ? [] : value.split(" ");
}

/** The names of a data group's records, without their data. */
export function recordNames(records: string | undefined): string[] {
  return pathsIn(records).map((record) => record.slice(0, record.lastIndexOf("=")));
}

/** The monitors of a pool whose times are known, SIP monitors first. */
export function monitorsOf(survey: BigIpSurvey, { values }: Pool): (SurveyedObject & { readonly isSip: boolean })[] {
  const paths = pathsIn(values.monitor);
  return TIMED_MONITORS.flatMap((kind) =>
    survey
      .objects(kind)
      .filter(({ path }) => paths.includes(path))
      .map((one) => ({ ...one, isSip: kind === "ltm/monitor/sip" })),
  );
}

/** The settings of a pair's monitor. Values outside the bounds of the environment file are found when the file is checked. */
export function monitorSettings(survey: BigIpSurvey, { pool }: PoolServer): Readonly<Record<string, Leaf | undefined>> {
  const [monitor] = monitorsOf(survey, pool);
  if (monitor === undefined) return {};
  const codes = pathsIn(monitor.values.filter).filter((code) => /^[4-6]\d\d$/.test(code));
  return {
    monitorInterval: seconds(monitor, "interval"),
    monitorTimeout: seconds(monitor, "timeout"),
    monitorCodes: codes.length === 0 ? undefined : leaf(codes.map(Number), placeText(monitor.position)),
  };
}

/** Undefined if both members are alike, or if the backup's host is preferred, for which there is no setting. */
export function memberPriority({ members }: BehindDevice, { pool }: PoolServer): Leaf | undefined {
  const [primary, backup] = members.map((own) => pool.members.find(({ address }) => address === own)!);
  const isRanked =
    Number(pool.values.minActiveMembers) > 0 &&
    Number(primary!.values.priorityGroup) > Number(backup!.values.priorityGroup);
  return isRanked ? leaf("primary-first", placeText(primary!.position)) : undefined;
}

/** The profile of the protocol that a virtual server has. */
function profileOf(survey: BigIpSurvey, { values }: PoolServer, protocol: "udp" | "tcp"): SurveyedObject | undefined {
  const paths = pathsIn(values.profiles);
  return survey.objects(`ltm/profile/${protocol}`).find(({ path }) => paths.includes(path));
}

/** The time after which a flow of the protocol is forgotten. */
export function idleTimeout({ survey, telling }: BehindDevice, protocol: "udp" | "tcp"): Leaf | undefined {
  const server = telling.find(({ values }) => values.ipProtocol === protocol);
  const profile = server && profileOf(survey, server, protocol);
  return profile && seconds(profile, "idleTimeout");
}

/** Undefined if it is not a number: `indefinite`, `immediate`. */
function seconds({ values, position }: SurveyedObject, name: string): Leaf | undefined {
  return /^\d+$/.test(values[name] ?? "") ? leaf(`${values[name]}s`, placeText(position)) : undefined;
}

/**
 * Whom the hosts of a pair reach by their own addresses: the content of the data groups used by the iRules of the virtual servers that take what the hosts send to anybody.
 *
 * @param known addresses that the environment file excludes by itself
 * @returns undefined if no such data group was found
 */
export function snatExclusions(
  { survey, members }: BehindDevice,
  known: ReadonlySet<string>,
): { readonly networks: readonly string[]; readonly from: string } | undefined {
  const takes = (source: string | undefined) => {
    const network = parseCidr(source ?? "");
    return network !== undefined && members.some((own) => contains(network, own));
  };
  const rules = survey
    .objects("ltm/virtual")
    .filter(({ values }) => values.destination === "0.0.0.0:0" && takes(values.source))
    .flatMap(({ values }) => pathsIn(values.rules));
  const named = survey
    .objects("ltm/rule")
    .filter(({ path }) => rules.includes(path))
    .flatMap(({ path, values }) => pathsIn(values.dataGroups).flatMap((name) => candidates(path, name)));
  const groups = survey
    .objects("ltm/data-group/internal")
    .filter(({ path, values }) => values.type === "ip" && named.includes(path));
  if (groups.length === 0) return undefined;
  const own = new Set<string>([...known, ...members].map((address) => `${address}/32`));
  const networks = groups
    .flatMap(({ values }) => recordNames(values.records))
    .filter((network) => parseCidr(network) !== undefined && !own.has(network));
  return {
    networks: [...new Set(networks)].sort().map((network) => network.replace(/\/32$/, "")),
    from: groups.map(({ position }) => placeText(position)).join(", "),
  };
}

/** A data group that is named without its folder is in the iRule's folder, or in Common. */
function candidates(rule: string, name: string): string[] {
  return name.startsWith("/") ? [name] : [`${rule.slice(0, rule.lastIndexOf("/"))}/${name}`, `/Common/${name}`];
}
