import { Claims } from "../../checks/claims";
import type { EnvironmentRule } from "../../checks/rule";
import type { SipServerPair } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { type ApplicationName, applicationNames } from "../application-names";

/** Every application has its own options file, on every disk. */
export const optionsFileName = (
  ofOption: (topology: Topology, pair: SipServerPair) => readonly ApplicationName[],
): EnvironmentRule => ({
  code: "options-file-name",
  level: "error",
  title: "No two options files of an environment have names that differ only in case",
  why: "A Windows or macOS disk treats them as one file: the second application's options would replace the first one's.",
  *evaluate(topology) {
    const claims = new Claims<string>();
    for (const { name, path, what } of applicationNames(topology, (pair) => ofOption(topology, pair))) {
      const earlier = claims.claim(name.toLowerCase(), name);
      if (earlier !== undefined && earlier !== name)
        yield {
          path,
          message: `the options file of ${what}, ${name}.cfg, differs from ${earlier}.cfg only in case`,
          found: name,
          allowed: "a name that differs in more than case",
          fix: "rename one of the two applications",
        };
    }
  },
});
