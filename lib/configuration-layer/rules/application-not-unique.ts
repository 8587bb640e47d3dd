import type { AppRule } from "../../checks/rule";
import { formatPath } from "../../model/origin";
import type { SipServerPair } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { type ApplicationName, applicationNames } from "../application-names";

/** No two applications of any environments have one name. */
export const applicationNotUnique = (ofOption: (pair: SipServerPair) => readonly ApplicationName[]): AppRule => ({
  code: "application-not-unique",
  level: "error",
  title: "No application name is used twice in all environments of the app",
  why: "Names of applications are unique in a Configuration Database (documented); an import would change the other one's object.",
  *evaluateAll(topologies) {
    const first = new Map<string, { readonly name: ApplicationName; readonly topology: Topology }>();
    for (const topology of topologies) {
      // The names that are made of a server's come after it: where that one is taken, they are no further mistakes.
      const reported = new Set<string>();
      for (const name of applicationNames(topology, ofOption)) {
        const claim = first.get(name.name);
        if (claim === undefined) {
          first.set(name.name, { name, topology });
          continue;
        }
        const { name: earlier, topology: other } = claim;
        const isSameOne = name.existing && earlier.existing && name.what === earlier.what;
        if (!isSameOne && !reported.has(formatPath(name.path))) {
          reported.add(formatPath(name.path));
          const where = other === topology ? "" : ` of environment ${other.environment}`;
          yield [
            topology,
            {
              path: name.path,
              message: `${name.what} has the name ${name.name}, which ${earlier.what}${where} has already`,
              found: name.name,
              allowed: "a name that no other application has, in any environment",
              fix: "rename one of them",
            },
          ];
        }
      }
    }
  },
});
