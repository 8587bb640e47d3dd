import type { ExportedObject } from "../drift/configuration-export";
import { grouped } from "../model/grouped";
import { hostOf, nameOf } from "./site-export";

/** What the Management Layer starts besides Genesys servers: Third Party Servers, found by where they run and by what they are named after. */
export interface SitePrograms {
  /** On one of the hosts. */
  readonly on: (hosts: readonly string[]) => readonly ExportedObject[];
  /** Programs that an environment of this package created for one of the servers. */
  readonly ofServers: (servers: readonly ExportedObject[]) => readonly ExportedObject[];
}

/** @param programs in the order in which they are found */
export function sitePrograms(programs: readonly ExportedObject[]): SitePrograms {
  const byHost = grouped(programs, (one) => [hostOf(one)?.value]);
  const byServer = grouped(programs, serverNames);
  const places = new Map(programs.map((one, index) => [one, index]));
  const found = <Key>(groups: ReadonlyMap<Key, readonly ExportedObject[]>, keys: readonly Key[]) =>
    [...new Set(keys.flatMap((key) => groups.get(key) ?? []))].sort(
      (one, other) => places.get(one)! - places.get(other)!,
    );
  return { on: (hosts) => found(byHost, hosts), ofServers: (servers) => found(byServer, servers.map(nameOf)) };
}

/** `SIP_In_P` of `SIP_In_P_VIP_UP`: the server for which an environment of this package created a program; several if the server's name also contains such a word. */
export function serverNames(program: ExportedObject): string[] {
  const name = nameOf(program);
  return [...name.matchAll(/_(?=(?:VIP|NLB)_)/g)].map(({ index }) => name.slice(0, index));
}

/** Whether an environment of this package created a program for one of the servers. */
export function isOwnProgram(program: ExportedObject, servers: readonly ExportedObject[]): boolean {
  const names = serverNames(program);
  return servers.some((one) => names.includes(nameOf(one)));
}
