import type { ListedFile } from "../diff/snapshot";
import type { Address } from "../model/address";
import { prefixLength } from "../model/address";
import type { Host } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { formatPath } from "../model/origin";
import { serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { virtualIpPath } from "../model/virtual-ip";
import { optionOf, virtualIpOf } from "../options";
import { sudoers } from "../scripts/linux/sudoers";
import { sha256 } from "../synth/planned-file";

/** A file as it has to be on a host. */
export interface ExpectedFile {
  readonly path: string;
  readonly sha256: string;
  /** Octal, e.g. `0750`. */
  readonly mode: string;
  readonly group: string;
  /** The element of the model that it comes from. */
  readonly construct: string;
}

/** A virtual IP that a host may hold. */
export interface ExpectedVirtualIp {
  readonly address: Address;
  readonly interface: string;
  readonly prefixLength: number;
  readonly pair: string;
  /** Of the virtual IP in the declaration. */
  readonly path: string;
}

/** A unit of systemd that has to start at boot. */
export interface ExpectedUnit {
  readonly name: string;
  /** Whether it has to be running all the time, too. */
  readonly isService: boolean;
  readonly construct: string;
}

/** What the model says of a Linux host. */
export interface HostExpectation {
  readonly environment: string;
  readonly host: Host;
  readonly interfaces: readonly { readonly name: string; readonly address: Address; readonly prefixLength: number }[];
  /** By path. */
  readonly files: readonly ExpectedFile[];
  readonly units: readonly ExpectedUnit[];
  readonly virtualIps: readonly ExpectedVirtualIp[];
}

/** What is expected of each Linux host that gets files or that Terraform reaches, by name. `files` are those that `artifacts.yaml` lists. */
export function hostExpectations(topology: Topology, files: readonly ListedFile[]): HostExpectation[] {
  return [...topology.hosts.values()]
    .filter(({ os, name, connection }) => os === "linux" && (connection !== undefined || hasFiles(name, files)))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((host) => hostExpectation(topology, host, files));
}

/** Whether anything is installed on a host. */
export function hasFiles(host: string, files: readonly ListedFile[]): boolean {
  return files.some(({ target }) => target?.host === host);
}

function hostExpectation(topology: Topology, host: Host, files: readonly ListedFile[]): HostExpectation {
  const works = [...topology.pairs.values()]
    .filter((pair) => serversOf(pair).some((server) => server.host === host.name))
    .map((pair) => ({ pair, work: optionOf(pair).hostWork(topology, pair, host.name) }));
  const unit = (isService: boolean, pair: string) => (name: string) => ({
    name,
    isService,
    construct: `pairs.${pair}`,
  });
  return {
    environment: topology.environment,
    host,
    interfaces: host.interfaces.map(({ name, network, address }) => ({
      name,
      address,
      prefixLength: prefixLength(topology.networks.get(network)!.cidr),
    })),
    files: [
      ...installedFiles(host, files),
      ...installer(topology, host, files),
      ...sudoersFile(
        topology,
        host,
        works.flatMap(({ work }) => work.controlScripts),
      ),
    ].sort((a, b) => (a.path < b.path ? -1 : 1)),
    units: works.flatMap(({ pair, work }) => [
      ...work.bootUnits.map(unit(false, pair.name)),
      ...work.serviceUnits.map(unit(true, pair.name)),
    ]),
    virtualIps: works.flatMap(({ pair, work }) => {
      const claim = virtualIpOf(pair, topology);
      if (claim === undefined) return [];
      const length = prefixLength(topology.networks.get(claim.network)!.cidr);
      const path = formatPath(virtualIpPath(pair, claim));
      return work.virtualIps.map((one) => ({
        address: one.address,
        interface: one.interface,
        prefixLength: length,
        pair: pair.name,
        path,
      }));
    }),
  };
}

function installedFiles(host: Host, files: readonly ListedFile[]): ExpectedFile[] {
  return files.flatMap(({ target, sha256, construct }) =>
    target?.host === host.name
      ? [{ path: target.path, mode: target.mode, group: target.group, sha256, construct }]
      : [],
  );
}

/** The installer's own copy on the host, which removes everything again. */
function installer({ environment }: Topology, host: Host, files: readonly ListedFile[]): ExpectedFile[] {
  const listed = files.find(
    ({ path }) => path === `hosts/${host.name}/${operatingSystemNames[host.os].installer.name}`,
  );
  if (listed === undefined) return [];
  const { sha256, construct } = listed;
  return [{ path: `${host.installDirectory}/deploy-${environment}`, sha256, mode: "0700", group: "root", construct }];
}

/** What lets the Local Control Agent's account start the control scripts. */
function sudoersFile({ environment }: Topology, host: Host, controlScripts: readonly string[]): ExpectedFile[] {
  const { account, becomeRoot } = host.localControlAgent;
  if (becomeRoot !== "sudo" || account === "root" || controlScripts.length === 0) return [];
  const text = sudoers({ environment, host: host.name, account, controlScripts });
  return [
    {
      path: `/etc/sudoers.d/sip-ha-${environment}`,
      sha256: sha256(text),
      mode: "0440",
      group: "root",
      construct: `hosts.${host.name}.localControlAgent`,
    },
  ];
}
