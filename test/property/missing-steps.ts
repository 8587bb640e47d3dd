import type { EnvironmentDiff } from "../../lib/diff/environment-diff";
import type { Topology } from "../../lib/model/topology";
import { deedsOf, firstLine, serversIn } from "./followed-steps";

const INSTALLS = /^(?:Install on|Remove from|Terraform does not reach|Terraform would forget|Before any apply, )/;

/**
 * What changes although no step covers it: files for hosts, for the Configuration Layer and for name servers; a restart after the import of a server that has
 * another host or an option that requires one; and enabling the alarm conditions that a step has disabled. For environments in which no pair's own chapter
 * has its steps.
 */
export function missingFrom({ order, files, options }: EnvironmentDiff, was: Topology, is: Topology): string[] {
  const text = order.join("\n");
  const paths = (pattern: RegExp) => files.flatMap(({ file }) => pattern.exec(file.path)?.[1] ?? []);
  const installs = order.filter((step) => INSTALLS.test(step)).map(firstLine);
  const hosts = new Set(paths(/^hosts\/([^/]+)\//));
  const uninstalled = [...hosts].filter((host) => !installs.some((step) => step.split(/[ ,.;]+/).includes(host)));
  const brought = files.filter(
    ({ kind, file }) => kind !== "removed" && /^configuration-layer\/.*cfg$/.test(file.path),
  );
  const served = files.filter(({ kind, file }) => kind === "changed" && file.path.startsWith("dns/"));
  const isImported = text.includes("Import `configuration-layer/objects.json`");
  const isChanged = files.some(({ file }) => file.path === "configuration-layer/objects.json");
  return [
    ...uninstalled.map((host) => `nothing is installed on ${host}`),
    ...brought
      .filter(({ file }) => !text.includes(`\`${file.path}\``))
      .map(({ file }) => `${file.path} is not imported`),
    ...served.filter(({ file }) => !text.includes(`| ${file.path} |`)).map(({ file }) => `${file.path} is not brought`),
    ...(isChanged === isImported
      ? []
      : ["the objects are imported although they do not change, or are not imported although they change"]),
    ...withoutRestart(order, options, was, is).map((name) => `${name} is not started again after the import`),
    ...stayDisabled(order, is).map((name) => `the alarm conditions of ${name} stay disabled`),
  ];
}

function withoutRestart(
  order: readonly string[],
  options: EnvironmentDiff["options"],
  was: Topology,
  is: Topology,
): string[] {
  const imported = order.findIndex((step) => /^(?:Export the objects|Import these)/.test(step));
  const started = deedsOf(order, was, is).filter(({ verb, at }) => verb !== "stop" && at > imported);
  const known = new Map(serversIn(was).map((one) => [one.application, one]));
  const asking = new Set(options.filter(({ restarts }) => restarts).map(({ object }) => object));
  return serversIn(is)
    .filter((one) => known.get(one.application)?.host !== one.host || asking.has(`application ${one.application}`))
    .map(({ application }) => application)
    .filter((application) => started.every((deed) => deed.application !== application));
}

/** The pairs whose alarm conditions stay disabled, of the pairs that the later environment has under the same name and that have alarm conditions. */
function stayDisabled(order: readonly string[], { pairs }: Topology): string[] {
  const named = (pattern: RegExp) => order.flatMap((step) => pattern.exec(step)?.[1]?.split(", ") ?? []);
  const enabled = named(/^Check that the alarm conditions of (.+?) are enabled/);
  return named(/^Disable the alarm conditions of (.+?), so that/).filter(
    (name) => pairs.get(name)?.highAvailability.option === "ipAddressTakeover" && !enabled.includes(name),
  );
}
