import type { EnvironmentRule, Violation } from "../../checks/rule";
import { show } from "../../errors";
import { formatPath, type Path } from "../../model/origin";
import { type OptionValues, type SipServer, type SipServerPair, serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { haLinkOptions, type ServerOption } from "../server-options";

/** The options that a pair's high-availability option requires of a server. */
export type RequiredOptions = (topology: Topology, pair: SipServerPair, server: SipServer) => readonly ServerOption[];

/** No option that a user sets undoes what high availability, or the declared HA link, requires. */
export const optionContradicts = (required: RequiredOptions): EnvironmentRule => ({
  code: "option-contradicts",
  level: "error",
  title: "Options agree with what the rest of the declaration says",
  why: "An option that contradicts the scripts, the simulation and the runbook makes the pair behave as none of them says.",
  *evaluate(topology) {
    for (const pair of topology.pairs.values()) {
      // Most pairs set no options of their own.
      if (isEmpty(pair.options) && serversOf(pair).every(({ options }) => isEmpty(options))) continue;
      const seen = new Set<string>();
      for (const server of serversOf(pair))
        for (const option of [...required(topology, pair, server), ...haLinkOptions(pair)]) {
          const violation = contradiction(pair, server, option);
          if (violation === undefined || seen.has(formatPath(violation.path))) continue;
          seen.add(formatPath(violation.path));
          yield violation;
        }
    }
  },
});

function isEmpty(options: OptionValues): boolean {
  return Object.keys(options).length === 0;
}

function contradiction(pair: SipServerPair, server: SipServer, required: ServerOption): Violation | undefined {
  const { section, option, value, because } = required;
  const role = server === pair.primary ? "primary" : "backup";
  const places: readonly (readonly [string | undefined, Path])[] = [
    [server.options[section]?.[option], ["pairs", pair.name, role, "options", section, option]],
    [pair.options[section]?.[option], ["pairs", pair.name, "options", section, option]],
  ];
  // The server's own value is the one that is written, so the pair's value does not count beside it.
  const [found, path] = places.find(([text]) => text !== undefined) ?? [];
  if (found === undefined || path === undefined || found === value) return undefined;
  return {
    path,
    message: `the option ${section}/${option} must be ${value}, because ${because}`,
    found: show(found),
    allowed: value,
    fix: "remove the option; it is written even if it is not declared",
  };
}
