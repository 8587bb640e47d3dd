import type { World } from "../../operation/world";
import type { Setting } from "../setting";
import type { Invariant } from "./invariant";

/** I18. Once everything is repaired and has settled, the pair is as declared, or the same with the roles exchanged. */
export const steadyState: Invariant = {
  number: "I18",
  name: "steady-state",
  title: "after everything is repaired there is one primary that serves, one backup, and nothing is left over",
  applies: () => true,
  aftermath: (world, setting) => {
    const wrong = [...roles(world), ...virtualIp(world, setting), ...leftovers(world), ...callers(world, setting)];
    return wrong.length === 0 ? undefined : wrong.join("; ");
  },
};

function primaryOf({ servers }: World): string | undefined {
  return Object.keys(servers).find((one) => servers[one]!.role === "primary" && servers[one]!.process === "running");
}

function roles({ servers, declared }: World): string[] {
  const both = [declared.primary, declared.backup];
  const resting = both.filter((one) => servers[one]!.process !== "running");
  const found = (role: string) => both.filter((one) => servers[one]!.role === role);
  return [
    ...resting.map((one) => `${one} does not run`),
    ...(found("primary").length === 1 ? [] : [whoIs(found("primary"), "primary")]),
    ...(found("backup").length === 1 ? [] : [whoIs(found("backup"), "backup")]),
  ];
}

function virtualIp(world: World, { behaviour }: Setting): string[] {
  const primary = primaryOf(world);
  if (behaviour.views.holders === undefined || primary === undefined) return [];
  const { host } = world.servers[primary]!;
  const holders = behaviour.views.holders(world);
  const isThere = holders.length === 1 && holders[0] === host;
  return [
    ...(isThere ? [] : [`${whoHas(holders)} the virtual IP, and ${primary} is on ${host}`]),
    ...Object.entries(world.neighbours)
      .filter(([, { at }]) => at !== undefined && at !== host)
      .map(([name, { at }]) => `${name} sends to ${at}`),
  ];
}

function whoIs(servers: readonly string[], role: string): string {
  return servers.length === 0 ? `nobody is ${role}` : `${servers.join(" and ")} are ${role}`;
}

function whoHas(holders: readonly string[]): string {
  return holders.length > 1 ? `${holders.join(" and ")} have` : `${holders[0] ?? "nobody"} has`;
}

function leftovers({ alarms, runs }: World): string[] {
  return [
    ...Object.keys(alarms)
      .filter((name) => alarms[name])
      .map((name) => `${name} is still active`),
    ...runs.map(({ action, host }) => `${action} still runs on ${host}`),
  ];
}

function callers(world: World, { behaviour }: Setting): string[] {
  const primary = primaryOf(world);
  const { by, because } = behaviour.service(world);
  if (by === undefined) return [`nobody answers new calls: ${because}`];
  return primary === undefined || by === primary ? [] : [`${by} answers new calls, but ${primary} is primary`];
}
