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
  /** The host that it is run on; undefined where any system that reaches what is asked will do. */
  readonly host?: Host | undefined;
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
    return { ...at, content: linuxCollector(expected), command: throughShell(runOn(host), at), host };
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
    { ...at, content: dnsCollector(environment, records), command: throughShell(sh`sh -s`, at) },
  ];
}

function throughShell(run: ShellText, { file, writes }: Pick<Collector, "file" | "writes">): string {
  return `${run} <${quote(file)} >${quote(writes)}`;
}

/** How Terraform reaches the host; where it does not, the operator knows how. */
function runOn({ name, connection }: Host): ShellText {
  if (connection?.type !== "ssh") return sh`ssh ${name} sudo sh -s`;
  const { user, address, port, becomeRoot } = connection;
  return sh`ssh -p ${new ShellText(String(port))} ${`${user}@${address}`} ${new ShellText(becomeRoot === "sudo" ? "sudo -n sh -s" : "sh -s")}`;
}
