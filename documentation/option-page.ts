import { OPTION_NEEDS } from "../lib/advice/option-needs";
import { FACTS } from "../lib/configuration-layer/facts";
import { environmentFromText } from "../lib/input/environment-file";
import type { Topology } from "../lib/model/topology";
import { rulesOf } from "../lib/options";
import type { HighAvailabilityOption } from "../lib/options/option";
import { newRoot } from "../lib/terraform/new-root";
import { table } from "../lib/text/markdown";
import { fencedBlocks } from "./fenced-blocks";
import { withPart } from "./generated-part";

/** The file name of an option's page, without its ending: `windows-nlb`. */
export function pageNameOf({ name }: Pick<HighAvailabilityOption, "name">): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** An option's page, with the parts that come from the code: when to choose it, the files of its example, its checks and scenarios, what is not documented. */
export function optionPage(page: string, option: HighAvailabilityOption): string {
  const environment = environmentFromText(newRoot(), fencedBlocks(page, "yaml")[0]!);
  const { topology, plan } = environment;
  const artifacts = plan.artifacts.map(({ path, purpose, evidence }) => [`\`${path}\``, purpose, evidence]);
  const parts = {
    choose: choose(option),
    artifacts: table(["file", "for", "evidence"], artifacts),
    checks: checks(option),
    scenarios: scenarios(option),
    unverified: unverified(option, topology),
  };
  return Object.entries(parts).reduce((text, [name, content]) => withPart(text, name, content), page);
}

function choose({ name }: HighAvailabilityOption): string {
  const { rank, needs, traits } = OPTION_NEEDS.find(({ option }) => option === name)!;
  const known = (fact: keyof typeof FACTS) => [FACTS[fact].evidence, FACTS[fact].source];
  const rows = [
    ...needs.map((one) => [one.wish === undefined ? "needs" : "needs, if asked for", one.needs, ...known(one.fact)]),
    ...traits.map(({ kind, text, fact }) => [kind, text, ...known(fact)]),
  ];
  return `Its place among the options that fit: ${rank}.\n\n${table(["what", "in words", "evidence", "source"], rows)}`;
}

function checks(option: HighAvailabilityOption): string {
  const rows = rulesOf(option).map(({ code, level, title }) => [`[${code}](../errors.md#${code})`, level, title]);
  return rows.length === 0 ? "Nothing." : table(["code", "level", "what holds"], rows);
}

function scenarios(option: HighAvailabilityOption): string {
  const any =
    "Every scenario that is tried with [any pair](../simulation.md#scenarios), if the pair has what the scenario needs.";
  if (option.scenarios.length === 0) return any;
  const rows = option.scenarios.map(({ number = "", name, title }) => [number, `\`${name}\``, title]);
  return `${any.replace(/\.$/, "")}, and:\n\n${table(["number", "scenario", "what happens"], rows)}`;
}

function unverified(option: HighAvailabilityOption, topology: Topology): string {
  const facts = [...topology.pairs.values()].flatMap((pair) => option.facts(topology, pair));
  const rows = [...new Set(facts)]
    .map((id) => FACTS[id])
    .filter(({ evidence }) => evidence !== "documented")
    .map(({ statement, evidence, source }) => [statement, evidence, source]);
  return rows.length === 0 ? "None." : table(["fact", "evidence", "source"], rows);
}
