import { OBJECT_WORDS } from "../drift/compare-big-ip";
import type { DriftFinding } from "../drift/drift-finding";
import type { Topology } from "../model/topology";
import { devicesOf } from "../options";
import type { DeviceExpectation, DeviceObject } from "../options/device-expectation";
import type { BigIpSurvey, SurveyedObject } from "./big-ip-survey";
import { pathsIn, recordNames } from "./device-settings";
import { virtualServers, writtenAddress } from "./virtual-servers";

/**
 * What AS3 changes on BIG-IPs once the declaration of a new environment file is posted: objects that have no counterpart there, and values in which a counterpart differs. An object that was
 * made by hand has another name, and is recognised by its purpose.
 */
export function bigIpChanges(topology: Topology, surveys: readonly BigIpSurvey[]): DriftFinding[] {
  return devicesOf(topology).flatMap((expected) => {
    const survey = surveys.find(({ name }) => name === expected.device.name);
    return survey === undefined ? [] : changesOf(topology.environment, expected, survey);
  });
}

/** Values that are names of other objects. */
const NAMES: readonly string[] = ["pool", "monitor", "rules", "profiles", "sourceAddressTranslation"];

function changesOf(environment: string, { device, objects }: DeviceExpectation, survey: BigIpSurvey): DriftFinding[] {
  const counterparts = counterpartsOf(objects, survey);
  return objects.flatMap((object): DriftFinding[] => {
    const { kind, path, construct, values } = object;
    const told = { state: "drift" as const, environment, path: construct };
    const found = counterparts.get(object);
    const what = `${OBJECT_WORDS[kind]} ${path} on BIG-IP ${device.name}`;
    if (found === undefined) {
      const isKnown = survey.isWhole(kind === "ltm/pool/members" ? "ltm/pool" : kind);
      if (!isKnown) return [];
      return [
        {
          ...told,
          code: "big-ip-object-missing",
          message: `${what} is new`,
          found: "nothing",
          expected: what,
          fix: `sh post deploy in big-ip/${device.name} makes it`,
        },
      ];
    }
    return Object.entries(values)
      .filter(([name, value]) => isOther(name, value, found.values[name] ?? "nothing", found.path === path))
      .map(([name, value]) => ({
        ...told,
        code: "big-ip-object-differs",
        position: found.position,
        message: `${found.path === path ? what : `${what}, instead of ${found.path},`} has another ${name}`,
        found: `${name}: ${found.values[name] ?? "nothing"}`,
        expected: `${name}: ${value}`,
        fix: "if what is there was intended, leave the pair as it is until it is clear why",
      }));
  });
}

/** If two objects have different names themselves, the names in them only tell whether there is one. The text of an iRule and the data of a list are not surveyed. */
function isOther(name: string, expected: string, found: string, isSame: boolean): boolean {
  if (name === "text" && found === "") return false;
  if (name === "records") return recordNames(expected).join(" ") !== recordNames(found).join(" ");
  const isPath = (value: string) => value.startsWith("/");
  if (!isSame && NAMES.includes(name) && isPath(expected) && isPath(found)) return false;
  return expected !== found;
}

/** The existing counterpart of each object: under its name; otherwise by its address, or as something that belongs to the counterpart of its owner. */
function counterpartsOf(objects: readonly DeviceObject[], survey: BigIpSurvey): Map<DeviceObject, SurveyedObject> {
  const found = new Map<DeviceObject, SurveyedObject>();
  const take = (object: DeviceObject, one: SurveyedObject | undefined) => {
    const counterpart = survey.objects(object.kind).find(({ path }) => path === object.path) ?? one;
    if (counterpart !== undefined) found.set(object, counterpart);
  };
  const at = (kind: DeviceObject["kind"], path: string) =>
    objects.find((one) => one.kind === kind && one.path === path);
  const known = (kind: DeviceObject["kind"], paths: readonly string[]) =>
    survey.objects(kind).find(({ path }) => paths.includes(path));
  const servers = virtualServers(survey);
  for (const object of objects) if (isByAddress(object.kind)) take(object, sameAddress(object, survey));
  for (const server of objects.filter(({ kind }) => kind === "ltm/virtual")) {
    const { destination, ipProtocol, source, ipForward, pool: poolPath, profiles } = server.values;
    const there = servers.find(
      ({ address, port, values }) => `${address}:${port}` === destination && values.ipProtocol === ipProtocol,
    );
    const forwarding = survey
      .objects("ltm/virtual")
      .find(
        ({ values }) =>
          values.ipForward === "enabled" &&
          values.ipProtocol === ipProtocol &&
          values.destination === destination &&
          values.source === source,
      );
    take(server, ipForward === "enabled" ? forwarding : there);
    const counterpart = found.get(server);
    if (counterpart === undefined) continue;
    for (const kind of ["ltm/profile/udp", "ltm/profile/tcp", "ltm/profile/fastl4"] as const) {
      const profile = at(kind, profiles!);
      if (profile !== undefined) take(profile, known(kind, pathsIn(counterpart.values.profiles)));
    }
    const pool = at("ltm/pool", poolPath!);
    const behind = servers.find(({ path }) => path === counterpart.path)?.pool;
    if (pool === undefined || behind === undefined) continue;
    take(pool, behind);
    const monitor = at("ltm/monitor/sip", pool.values.monitor!);
    if (monitor !== undefined) take(monitor, known("ltm/monitor/sip", pathsIn(behind.values.monitor)));
    for (const member of objects.filter(
      ({ kind, path }) => kind === "ltm/pool/members" && path.startsWith(`${pool.path} `),
    ))
      take(
        member,
        behind.members.find(({ address }) => address === member.values.address),
      );
  }
  for (const object of objects) if (!found.has(object)) take(object, undefined);
  return found;
}

function isByAddress(kind: DeviceObject["kind"]): boolean {
  return kind === "ltm/node" || kind === "ltm/virtual-address";
}

function sameAddress({ kind, values }: DeviceObject, survey: BigIpSurvey): SurveyedObject | undefined {
  return survey.objects(kind).find((one) => writtenAddress(one.values.address!).address === values.address);
}
