import type { ListedFile } from "../diff/snapshot";
import type { Address } from "../model/address";
import { prefixLength } from "../model/address";
import type { ClusterNode } from "../model/cluster-node";
import { grouped } from "../model/grouped";
import type { Host } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import { formatPath } from "../model/origin";
import { pairsOn } from "../model/pairs-on";
import type { Topology } from "../model/topology";
import { virtualIpPath } from "../model/virtual-ip";
import { optionOf, virtualIpOf } from "../options";
import { installerInFolder } from "../scripts/host-folders";
import { installerPath } from "../scripts/installed-installer";
import { sortedBy } from "../text/sorted";
import { hostSystems } from "./host-systems";

/** A file as it has to be on a host. */
export interface ExpectedFile {
  readonly path: string;
  readonly sha256: string;
  /** Octal, e.g. `0750`; on Windows `administrators`, as is the group. */
  readonly mode: string;
  readonly group: string;
  /** The element of the model that it comes from. */
  readonly construct: string;
  /** The SHA-256 of the installer that writes it, if the output has no such file: only for this version's own installer is it known what it writes. */
  readonly writtenBy?: string | undefined;
}

/** A virtual IP that a host may hold. */
export interface ExpectedVirtualIp {
  readonly address: Address;
  readonly interface: string;
  readonly prefixLength: number;
  /** Whether a watchdog puts it back if something other than the control script has removed it. */
  readonly isPutBack: boolean;
  /** The place of the virtual IP in the declaration. */
  readonly path: string;
}

/** What a system has to start at boot, as the system knows it. */
export interface UnitName {
  readonly name: string;
  /** The line that must be there for it, if it is a line. */
  readonly entry?: string | undefined;
}

/** A unit of systemd, a service, an entry of inittab or a scheduled task that has to start at boot. */
export interface ExpectedUnit extends UnitName {
  /** Whether it also has to run all the time. */
  readonly isService: boolean;
  readonly construct: string;
}

/** The node that a host has to be in a cluster. */
export interface ExpectedNode extends ClusterNode {
  /** The place of the virtual IP in the declaration. */
  readonly path: string;
}

/** What the model says about a host, whatever its operating system. */
export interface HostExpectation {
  readonly environment: string;
  readonly host: Host;
  readonly interfaces: readonly { readonly name: string; readonly address: Address; readonly prefixLength: number }[];
  /** By path. */
  readonly files: readonly ExpectedFile[];
  readonly units: readonly ExpectedUnit[];
  readonly virtualIps: readonly ExpectedVirtualIp[];
  readonly nodes: readonly ExpectedNode[];
}

/** What is expected of each host that gets files or that Terraform reaches, by name. `files` are the files that `artifacts.yaml` lists. */
export function hostExpectations(topology: Topology, files: readonly ListedFile[]): HostExpectation[] {
  const installed = filesByHost(files);
  const byPath = new Map(files.map((file) => [file.path, file]));
  return sortedBy(topology.hosts.values(), ({ name }) => name)
    .filter(({ name, connection }) => connection !== undefined || installed.has(name))
    .map((host) =>
      hostExpectation(topology, host, [
        ...installedFiles(installed.get(host.name) ?? []),
        ...installer(topology, host, byPath),
      ]),
    );
}

/** What is installed on each host that gets anything. */
export function filesByHost(files: readonly ListedFile[]): ReadonlyMap<string, readonly ListedFile[]> {
  return grouped(files, ({ target }) => (target === undefined ? [] : [target.host]));
}

function hostExpectation(topology: Topology, host: Host, files: readonly ExpectedFile[]): HostExpectation {
  const system = hostSystems[host.os];
  const works = pairsOn(topology, host.name).map((pair) => {
    const claim = virtualIpOf(pair, topology);
    const option = optionOf(pair);
    return {
      pair,
      claim,
      path: claim === undefined ? `pairs.${pair.name}` : formatPath(virtualIpPath(pair, claim)),
      work: option.hostWork(topology, pair, host.name),
      node: option.clusterNode?.(topology, pair, host.name),
    };
  });
  const unit = (isService: boolean, pair: string) => (written: string) => ({
    ...system.unit(written),
    isService,
    construct: `pairs.${pair}`,
  });
  const controlScripts = works.flatMap(({ work }) => work.controlScripts);
  const writtenBy = files.find(({ path }) => path === installerPath(topology.environment, host))?.sha256;
  const furtherFiles = system
    .furtherFiles(topology.environment, host, controlScripts)
    .map((file) => ({ ...file, writtenBy }));
  return {
    environment: topology.environment,
    host,
    interfaces: host.interfaces.map(({ name, network, address }) => ({
      name,
      address,
      prefixLength: prefixLength(topology.networks.get(network)!.cidr),
    })),
    files: sortedBy([...files, ...furtherFiles], ({ path }) => path),
    units: works.flatMap(({ pair, work }) => [
      ...work.bootUnits.map(unit(false, pair.name)),
      ...work.serviceUnits.map(unit(true, pair.name)),
    ]),
    virtualIps: works.flatMap(({ claim, path, work }) => {
      if (claim === undefined) return [];
      const length = prefixLength(topology.networks.get(claim.network)!.cidr);
      return work.virtualIps.map((one) => ({
        address: one.address,
        interface: one.interface,
        prefixLength: length,
        isPutBack: work.serviceUnits.length > 0,
        path,
      }));
    }),
    nodes: works.flatMap(({ node, path }) => (node === undefined ? [] : [{ ...node, path }])),
  };
}

function installedFiles(files: readonly ListedFile[]): ExpectedFile[] {
  return files.flatMap(({ target, sha256, construct }) =>
    target === undefined ? [] : [{ path: target.path, mode: target.mode, group: target.group, sha256, construct }],
  );
}

/** The installer's own copy on the host, which removes everything again. */
function installer({ environment }: Topology, host: Host, files: ReadonlyMap<string, ListedFile>): ExpectedFile[] {
  const listed = files.get(installerInFolder(host));
  if (listed === undefined) return [];
  const { sha256, construct } = listed;
  const group = operatingSystemNames[host.os].administratorGroup;
  return [{ path: installerPath(environment, host), sha256, mode: "0700", group, construct }];
}
