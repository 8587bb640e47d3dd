import { join } from "node:path";
import type { ListedFile } from "../diff/snapshot";
import type { Topology } from "../model/topology";
import { dnsRecordsOf } from "../options";
import { quote } from "../scripts/shell-text";
import type { FileText } from "../text/file-text";
import { dnsCollector } from "./dns-collector";
import { hostExpectations } from "./host-expectation";
import type { CollectorFiles } from "./host-system";
import { hostSystems } from "./host-systems";

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
  const collector = (name: string, ending: string, content: FileText, command: (files: CollectorFiles) => string) => {
    const file = join(folder, `${name}.collector.${ending}`);
    const writes = join(folder, `${name}.facts`);
    return { folder, file, content, writes, command: command({ collector: file, facts: writes }) };
  };
  const hosts = hostExpectations(topology, files).map((expected): Collector => {
    const { host } = expected;
    const system = hostSystems[host.os];
    return collector(host.name, system.ending, system.collector(expected), (of) => system.command(host, of));
  });
  const records = dnsRecordsOf(topology);
  if (records.length === 0) return hosts;
  const here = ({ collector: file, facts }: CollectorFiles) => `sh -s <${quote(file)} >${quote(facts)}`;
  // No host's name is one of a service.
  return [...hosts, collector("_dns", "sh", dnsCollector(topology.environment, records), here)];
}
