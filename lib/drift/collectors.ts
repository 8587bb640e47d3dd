import type { ListedFile } from "../diff/snapshot";
import type { BigIp } from "../model/big-ip";
import type { Host } from "../model/host";
import type { Topology } from "../model/topology";
import { devicesOf, dnsRecordsOf } from "../options";
import { usesSudo } from "../scripts/as-root";
import { quote, type ShellText } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import { join } from "../text/paths";
import { bigIpCollector } from "./big-ip-collector";
import { DNS, dnsCollector } from "./dns-collector";
import { hostExpectations } from "./host-expectation";
import { hostSystems } from "./host-systems";

/** A program that collects facts, and the command that runs it. */
export interface Collector {
  /** What it is about: `hosts.sip-a`, `bigIps.ltm-1`, `dns`. */
  readonly of: string;
  /** The name of its files. */
  readonly name: string;
  readonly folder: string;
  readonly file: string;
  readonly content: FileText;
  /** The file that `command` writes and `sip-ha drift` reads. */
  readonly writes: string;
  /** A line of shell. */
  readonly command: string;
  /** The host that it is run on; undefined if any system will do that reaches what it asks. */
  readonly on?: { readonly host: Host; readonly shell: ShellText | undefined } | undefined;
  /** The device that it asks, which requires an account. */
  readonly device?: BigIp | undefined;
}

/** The collectors of an environment, in its folder below `out`. */
export function collectorsOf(topology: Topology, files: readonly ListedFile[], out: string): Collector[] {
  const { environment } = topology;
  const folder = join(out, environment);
  const place = (of: string, name: string, ending = "sh") => ({
    of,
    name,
    folder,
    file: `${folder}/${name}.collector.${ending}`,
    writes: `${folder}/${name}.facts`,
  });
  const hosts = hostExpectations(topology, files).map((expected): Collector => {
    const { host } = expected;
    const system = hostSystems[host.os];
    const at = place(`hosts.${host.name}`, host.name, system.ending);
    const command = system.command({ ...host, usesSudo: usesSudo(host) }, { collector: at.file, facts: at.writes });
    return { ...at, content: system.collector(expected), command, on: { host, shell: system.shell } };
  });
  const devices = devicesOf(topology).map((expected): Collector => {
    const { device } = expected;
    const at = place(`bigIps.${device.name}`, `_big-ip-${device.name}`);
    // From its file, because a password may have to be typed.
    const command = `sh ${quote(at.file)} >${quote(at.writes)}`;
    return { ...at, content: bigIpCollector(environment, expected), command, device };
  });
  const records = dnsRecordsOf(topology);
  if (records.length === 0) return [...hosts, ...devices];
  // No host has the name of a service.
  const at = place(DNS, "_dns");
  return [
    ...hosts,
    ...devices,
    { ...at, content: dnsCollector(environment, records), command: `sh -s <${quote(at.file)} >${quote(at.writes)}` },
  ];
}
