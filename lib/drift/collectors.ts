import { join } from "node:path";
import type { ListedFile } from "../diff/snapshot";
import type { Host } from "../model/host";
import type { Topology } from "../model/topology";
import { quote } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
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
  return hostExpectations(topology, files).map((expected) => {
    const { host } = expected;
    const file = join(folder, `${host.name}.collector.sh`);
    const writes = join(folder, `${host.name}.facts`);
    const command = `${runOn(host)} <${quote(file)} >${quote(writes)}`;
    return { folder, file, content: linuxCollector(expected), writes, command };
  });
}

/** How Terraform reaches the host; where it does not, the operator knows how. */
function runOn({ name, connection }: Host): string {
  if (connection?.type !== "ssh") return `ssh ${quote(name)} sudo sh -s`;
  const { user, address, port, becomeRoot } = connection;
  return `ssh -p ${port} ${quote(`${user}@${address}`)} ${becomeRoot === "sudo" ? "sudo -n sh -s" : "sh -s"}`;
}
