import { isLinked } from "../../operation/reach";
import type { World } from "../../operation/world";
import type { Setting } from "../setting";
import { settlingTime } from "../settling-time";
import type { Invariant } from "./invariant";

/** I4. Two primaries that can be reached handle calls without knowing of each other; a primary that nobody reaches harms nobody. */
export const onePrimary: Invariant = {
  number: "I4",
  name: "one-primary",
  title: "at most one server that callers or T-Library clients reach is primary, once a change has settled",
  applies: () => true,
  tolerance: settlingTime,
  breach: (world, setting) => {
    const { primary, backup } = world.declared;
    if (!isPrimary(world, primary) || !isPrimary(world, backup)) return undefined;
    const one = usersOf(world, setting, primary);
    const other = usersOf(world, setting, backup);
    return one === undefined || other === undefined
      ? undefined
      : `${primary} and ${backup} are primary: ${one} reach ${primary}, ${other} reach ${backup}`;
  },
};

function isPrimary(world: World, application: string): boolean {
  const { process, role } = world.servers[application]!;
  return process === "running" && role === "primary";
}

/** Who reaches a server: those who use its own address on the management network, otherwise the callers. */
function usersOf(world: World, { behaviour }: Setting, application: string): string | undefined {
  const { host } = world.servers[application]!;
  if (isReachedOnManagement(world, host)) return "T-Library clients";
  const { holders, enabledHosts, eligibleMembers } = behaviour.views;
  const isReachedByCallers =
    behaviour.service(world).by === application ||
    holders?.(world).includes(host) === true ||
    enabledHosts?.(world).includes(host) === true ||
    eligibleMembers?.(world).eligible.includes(application) === true;
  return isReachedByCallers ? "callers" : undefined;
}

/** A host that hears no other host at all is cut off from the clients as well. */
function isReachedOnManagement(world: World, host: string): boolean {
  const { hosts, cuts } = world;
  if (!isLinked(world, host, hosts[host]!.managementInterface)) return false;
  if (cuts.length === 0) return true;
  for (const other in hosts)
    if (other !== host && !cuts.includes(`${host}>${other}`) && !cuts.includes(`${other}>${host}`)) return true;
  return false;
}
