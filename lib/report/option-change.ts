import { type ConfigurationObjects, mergeObjects } from "../configuration-layer/objects";
import { hostNamesOf, type SipServerPair } from "../model/pair";
import type { Topology } from "../model/topology";
import { optionOf } from "../options";
import { removalByHand } from "../scripts/removal-by-hand";
import { paragraphs, steps, table } from "../text/markdown";

/** How a pair moves to another option: the steps, and the objects of this option, which no import removes. */
export function optionChange(topology: Topology, pair: SipServerPair, own: Partial<ConfigurationObjects>): string {
  const option = optionOf(pair);
  const { alarmConditions, scripts, applications, dns } = mergeObjects(own);
  const { release, removal, beforeStart, afterwards } = option.leaving(topology, pair);
  // Objects that refer to others come before those. Another option may have some of them under the same names, such as the alarm conditions of role changes.
  const objects = [
    ...alarmConditions.map(({ name }) => ["alarm condition", name]),
    ...scripts.map(({ name }) => ["reaction", name]),
    ...(dns ?? []).map(({ number }) => ["DN", number]),
    ...applications.map(({ name }) => ["application", name]),
  ];
  return paragraphs(
    "### Moving to another option",
    `\`sip-ha advise\` lists the options that fit.${objects.length === 0 ? "" : ` Keep this runbook: what belongs to ${option.title} is named here and in no later runbook.`}`,
    steps(
      `Replace the block under \`pairs.${pair.name}.highAvailability\` with the block of the other option, then check and synthesize. Keep the declarations of hosts that the pair no longer uses, with their \`connection\`, until the apply is done: otherwise Terraform does not know how to clean them up.`,
      alarmConditions.length === 0
        ? undefined
        : "In a maintenance window, disable the alarm conditions listed below, so that nothing starts a script in the meantime.",
      ...release,
      ...removal,
      option.runsScripts
        ? `Apply. This installs what the new option has, and removes the scripts of the old option, with what starts them at boot.${byHand(topology, pair)}`
        : "Apply. This installs what the new option has.",
      ...beforeStart,
      "Continue with the new runbook: its objects and options, then the proof of this pair, before callers use it.",
      ...afterwards,
      objects.length === 0
        ? undefined
        : `Delete the objects in this table that the new \`configuration-layer/objects.json\` does not name, in this order; an import does not remove them:\n${table(["object", "name"], objects)}`,
    ),
  );
}

/** On hosts that Terraform does not reach, their installer removes the files. */
function byHand(topology: Topology, pair: SipServerPair): string {
  const hosts = hostNamesOf(pair).map((name) => topology.hosts.get(name)!);
  return hosts
    .filter(({ connection }) => connection === undefined)
    .map(
      (host) =>
        ` On ${host.name}, which Terraform does not reach, install the new folder; if it no longer has a folder, ${removalByHand(topology.environment, host)}.`,
    )
    .join("");
}
