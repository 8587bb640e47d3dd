import { join } from "node:path";
import type { ListedFile } from "../diff/snapshot";
import type { BigIp } from "../model/big-ip";
import type { Host } from "../model/host";
import type { Topology } from "../model/topology";
import { devicesOf, dnsRecordsOf } from "../options";
import { quote, ShellText, sh } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import { bigIpCollector } from "./big-ip-collector";
import { DNS, dnsCollector } from "./dns-collector";
import { hostExpectations } from "./host-expectation";
import { linuxCollector } from "./linux-collector";

/** A program that collects facts, and the command that runs it. */
export interface Collector {
  /** What it is about: `hosts.sip-a`, `bigIps.ltm-1`, `dns`. */
  readonly of: string;
  /** Of its files. */
  readonly name: string;
  readonly folder: string;
  readonly file: string;
  readonly content: FileText;
  /** What `command` writes, and `sip-ha drift` reads. */
  readonly writes: string;
  /** A line of shell. */
  readonly command: string;
  /** Where it is run; undefined where any system that reaches what is asked will do. */
  readonly on?: { readonly host: Host; readonly shell: ShellText } | undefined;
  /** The device that it asks, which wants an account. */
  readonly device?: BigIp | undefined;
}

/** The collectors of an environment, in its folder below `out`. */
export function collectorsOf(topology: Topology, files: readonly ListedFile[], out: string): Collector[] {
  const { environment } = topology;
  const folder = join(out, environment);
  const place = (of: string, name: string) => ({
    of,
    name,
    folder,
    file: join(folder, `${name}.collector.sh`),
    writes: join(folder, `${name}.facts`),
  });
  const hosts = hostExpectations(topology, files).map((expected): Collector => {
    const { host } = expected;
    const at = place(`hosts.${host.name}`, host.name);
    const shell = shellOn(host);
    const command = through(sh`${new ShellText(login(host))} ${shell}`, at);
    return { ...at, content: linuxCollector(expected), command, on: { host, shell } };
  });
  const devices = devicesOf(topology).map((expected): Collector => {
    const { device } = expected;
    const at = place(`bigIps.${device.name}`, `_big-ip-${device.name}`);
    // From its file: a password may have to be typed.
    const command = `sh ${quote(at.file)} >${quote(at.writes)}`;
    return { ...at, content: bigIpCollector(environment, expected), command, device };
  });
  const records = dnsRecordsOf(topology);
  if (records.length === 0) return [...hosts, ...devices];
  // No host's name is one of a service.
  const at = place(DNS, "_dns");
  return [
    ...hosts,
    ...devices,
    { ...at, content: dnsCollector(environment, records), command: through(sh`sh -s`, at) },
  ];
}

function through(run: ShellText, { file, writes }: Pick<Collector, "file" | "writes">): string {
  return `${run} <${quote(file)} >${quote(writes)}`;
}

/** How Terraform reaches the host; where it does not, the operator knows how. */
function login({ name, connection }: Host): string {
  if (connection?.type !== "ssh") return `ssh ${quote(name)}`;
  const { user, address, port } = connection;
  return `ssh -p ${port} ${quote(`${user}@${address}`)}`;
}

/** What takes the program from its standard input there, with root's rights. */
function shellOn({ connection }: Host): ShellText {
  if (connection?.type !== "ssh") return sh`sudo sh -s`;
  return connection.becomeRoot === "sudo" ? sh`sudo -n sh -s` : sh`sh -s`;
}
