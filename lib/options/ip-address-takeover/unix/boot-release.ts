import { controlScriptName, controlScriptPath, type TakeoverSide } from "../model";
import { inittabEntry } from "./inittab-entry";
import { manifestName, serviceManifest } from "./service-manifest";

/** `inbound-vip-release` */
function releaseName(side: TakeoverSide): string {
  return `${controlScriptName(side.pair)}-release`;
}

/**
 * Solaris: the service that takes the virtual IP off at boot, in case somebody has added it to the network configuration. Until the
 * Management Layer assigns a role, a host that has just started holds no virtual IP.
 */
export function releaseService(side: TakeoverSide): { readonly name: string; readonly content: string } {
  const { pair, host, takeover, topology } = side;
  const name = releaseName(side);
  const content = serviceManifest({
    name,
    description: `Takes the virtual IP ${takeover.virtualIp} of the pair ${pair.name} off the host ${host.name} at boot: it has no role yet.`,
    generatedFor: topology.environment,
    command: `${controlScriptPath(host, pair)} boot`,
    duration: "transient",
  });
  return { name: manifestName(name), content };
}

/** AIX: the line of /etc/inittab that does the same. */
export function releaseEntry(side: TakeoverSide): string {
  const { pair, host, topology } = side;
  return inittabEntry(pair.name, topology.environment, "boot", `${controlScriptPath(host, pair)} boot`);
}
