import { join } from "node:path";
import type { ListedFile } from "../diff/snapshot";
import type { Host } from "../model/host";
import type { Topology } from "../model/topology";
import { dnsRecordsOf } from "../options";
import { quote } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import { dnsCollector } from "./dns-collector";
import { hostExpectations } from "./host-expectation";
import { linuxCollector } from "./linux-collector";

/** A program that collects facts, and the command that runs it. */
export interface Collector {
  readonly folder: string;
  readonly file: string;
  readonly content: FileText;
  /** What `command` writes, and `sip-ha drift` reads. */
  readonly writes: string;
  /** A line of shell. */
  readonly command: string;
}

/** The collectors of an environment, in its folder below `out`. */
export function collectorsOf(topology: Topology, files: readonly ListedFile[], out: string): Collector[] {
  const folder = join(out, topology.environment);
  const collector = (name: string, run: string, content: FileText): Collector => {
    const file = join(folder, `${name}.collector.sh`);
    const writes = join(folder, `${name}.facts`);
    return { folder, file, content, writes, command: `${run} <${quote(file)} >${quote(writes)}` };
  };
  const hosts = hostExpectations(topology, files).map((expected) =>
    collector(expected.host.name, runOn(expected.host), linuxCollector(expected)),
  );
  const records = dnsRecordsOf(topology);
  // No host's name is one of a service.
  if (records.length > 0) hosts.push(collector("_dns", "sh -s", dnsCollector(topology.environment, records)));
  return hosts;
}

/** How Terraform reaches the host; where it does not, the operator knows how. */
function runOn({ name, connection }: Host): string {
  if (connection?.type !== "ssh") return `ssh ${quote(name)} sudo sh -s`;
  const { user, address, port, becomeRoot } = connection;
  return `ssh -p ${port} ${quote(`${user}@${address}`)} ${becomeRoot === "sudo" ? "sudo -n sh -s" : "sh -s"}`;
}
