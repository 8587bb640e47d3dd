import { Option } from "commander";
import { type ReadRequirements, type RequirementProblem, readRequirements } from "../advice/read-requirements";
import { LOAD_BALANCERS, REQUIREMENT_NAMES, type RequirementName } from "../advice/requirements";
import { type Finding, inputFinding } from "../checks/finding";
import { errors, oneOf, show } from "../errors";
import { OPERATING_SYSTEMS } from "../model/operating-system";
import { everyValue } from "./proper-values";
import { ofFlag } from "./use-report";

/** How a requirement is given on the command line. */
interface RequirementFlag {
  readonly value: string;
  readonly description: string;
  /** The value of a text. Text that is not understood stays as it is, and the schema of requirements reports what is wrong. */
  readonly read: (text: string) => unknown;
}

const text = (value: string, description: string): RequirementFlag => ({ value, description, read: (given) => given });

const number = (description: string): RequirementFlag => ({
  value: "number",
  description,
  read: (text) => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text),
});

const YES_OR_NO = ["yes", "no"] as const;
const yesOrNo = (description: string): RequirementFlag => ({
  value: YES_OR_NO.join("|"),
  description,
  read: (text) => (text === "yes" ? true : text === "no" ? false : text),
});

const FLAGS: { readonly [Name in RequirementName]-?: RequirementFlag } = {
  os: {
    value: "systems",
    description: `${OPERATING_SYSTEMS.join(", ")}; two with a comma if the hosts differ`,
    read: (text) => text.split(","),
  },
  hosts: number("hosts that the two SIP Servers have, 1 or 2"),
  sameSubnet: yesOrNo("both hosts are on one subnet"),
  sameDataCenter: yesOrNo("both hosts are in one data centre"),
  nics: number("network interface cards of each host"),
  acceptsGratuitousArp: yesOrNo("the network accepts gratuitous ARP"),
  dedicatedVlan: yesOrNo("a dedicated switch or VLAN is possible"),
  loadBalancer: text(LOAD_BALANCERS.join("|"), "the load balancer that is available"),
  seats: number("agents and other users of phones"),
  endpointsFallBack: yesOrNo("endpoints fall back to another address by themselves"),
  sipServerVersion: text("version", "the version of SIP Server, e.g. 8.1.104.10"),
  activeActiveResourceManager: yesOrNo("an active-active Resource Manager is wanted"),
  surviveHostLoss: yesOrNo("the pair has to survive the loss of a host"),
};

/** `--same-subnet`: the requirement's name as a flag. */
export function flagOf(name: RequirementName): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** How the requirement would be given, e.g. `--same-subnet <yes|no>`. */
export function usageOf(name: RequirementName): string {
  return `${flagOf(name)} <${FLAGS[name].value}>`;
}

/** Each flag's values on the command line, by the requirement's name, in the order in which they stand. */
export type FlagValues = { readonly [Name in RequirementName]?: readonly string[] };

/** The options of the command, one for each requirement. */
export function requirementOptions(): Option[] {
  return REQUIREMENT_NAMES.map((name) => {
    const option = new Option(usageOf(name), FLAGS[name].description);
    // Keeps all values, so that a value that contradicts an earlier one is noticed.
    return option.argParser(everyValue);
  });
}

/** The requirements that flags state, or everything that is wrong with them. */
export function requirementsFrom(flags: FlagValues): ReadRequirements {
  const problems: RequirementProblem[] = [];
  const stated: Partial<Record<RequirementName, unknown>> = {};
  for (const name of REQUIREMENT_NAMES) {
    const [text, ...more] = [...new Set(flags[name] ?? [])];
    if (text === undefined) continue;
    const { value, read } = FLAGS[name];
    const first = read(text);
    if (more.length > 0)
      problems.push({ path: [name], problem: errors.flagContradicts([text, ...more].map(show).join(" and ")) });
    else if (value === YES_OR_NO.join("|") && typeof first !== "boolean")
      problems.push({ path: [name], problem: errors.invalidValue(text, oneOf(YES_OR_NO)) });
    else stated[name] = first;
  }
  const read = readRequirements(stated);
  if ("problems" in read) problems.push(...read.problems);
  return problems.length > 0 ? { problems } : read;
}

/** Problems as findings of a report, in the order of the flags. */
export function flagFindings(problems: readonly RequirementProblem[]): Finding[] {
  const order = ({ path }: RequirementProblem) => REQUIREMENT_NAMES.indexOf(path[0] as RequirementName);
  return [...problems]
    .sort((a, b) => order(a) - order(b))
    .map(({ path, problem }) => inputFinding(ofFlag(flagOf(path[0] as RequirementName), problem)));
}
