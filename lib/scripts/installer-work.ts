import type { Address } from "../model/address";
import { type Host, type Interface, managementAddress } from "../model/host";

/** What the installer of a host checks and does for its pairs, beyond copying the files. Plain data; each host has one installer script. */
export interface InstallerWork {
  /** Commands that the installed scripts call, e.g. `arping`. */
  readonly tools: readonly string[];
  /** Interfaces that must exist and carry the host's own address. */
  readonly interfaces: readonly { readonly name: string; readonly address: Address }[];
  /** Virtual IPs that no stranger may hold when the scripts arrive; the peer may. */
  readonly virtualIps: readonly {
    readonly address: Address;
    readonly interface: string;
    /** The address of the pair's other host on the same network. */
    readonly peerAddress: Address;
  }[];
  /** Control scripts, by absolute path: LCA's account must be able to run them, and none may hold a virtual IP when they are removed. */
  readonly controlScripts: readonly string[];
  /** What the system starts at boot: systemd's units, manifests or descriptions of tasks by file name, lines of inittab. */
  readonly bootUnits: readonly string[];
  /** What the system also starts at once, keeps running and starts again when it changes; in the same form. */
  readonly serviceUnits: readonly string[];
}

/** Nothing at all. */
export const NO_WORK: InstallerWork = {
  tools: [],
  interfaces: [],
  virtualIps: [],
  controlScripts: [],
  bootUnits: [],
  serviceUnits: [],
};

/** The interfaces of a host that a pair depends on: that of the Management Layer and that of the callers; a single entry if both are the same interface. */
export function interfacesInUse(host: Host, callers: Interface): InstallerWork["interfaces"] {
  const { managementInterface: name } = host;
  const used = { name: callers.name, address: callers.address };
  return name === callers.name ? [used] : [{ name, address: managementAddress(host) }, used];
}
