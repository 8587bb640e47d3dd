import type { AppRule, Violation } from "../../checks/rule";
import { formatPath } from "../../model/origin";
import type { SipServerPair } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { type ApplicationName, applicationNames } from "../application-names";

interface Claim extends ApplicationName {
  readonly topology: Topology;
}

/** No two applications of any environments have one name. */
export const applicationNotUnique = (ofOption: (pair: SipServerPair) => readonly ApplicationName[]): AppRule => ({
  code: "application-not-unique",
  level: "error",
  title: "No application name is used twice in all environments of the app, nor in another case in its own",
  why: "Names of applications are unique in a Configuration Database (documented); an import would change the other one's object. Names that differ in case alone would share an options file on some disks.",
  *evaluateAll(topologies) {
    const first = new Map<string, Claim>();
    for (const topology of topologies) {
      const spellings = new Map<string, Claim>();
      // The names that are made of a server's come after it: where that is taken, they are no further mistakes.
      const reported = new Set<string>();
      for (const name of applicationNames(topology, ofOption)) {
        const claim = { ...name, topology };
        const anyCase = name.name.toLowerCase();
        const violation = clash(claim, first.get(name.name) ?? spellings.get(anyCase));
        if (!first.has(name.name)) first.set(name.name, claim);
        if (!spellings.has(anyCase)) spellings.set(anyCase, claim);
        if (violation === undefined || reported.has(formatPath(name.path))) continue;
        reported.add(formatPath(name.path));
        yield [topology, violation];
      }
    }
  },
});

function clash(claim: Claim, earlier: Claim | undefined): Violation | undefined {
  if (earlier === undefined || (claim.existing && earlier.existing && claim.what === earlier.what)) return undefined;
  const { name, what, path } = claim;
  const where = earlier.topology === claim.topology ? "" : ` of environment ${earlier.topology.environment}`;
  const isSame = earlier.name === name;
  return {
    path,
    message: isSame
      ? `${what} has the name ${name}, which ${earlier.what}${where} has already`
      : `${what} has the name ${name}, which differs from that of ${earlier.what} in its case alone`,
    found: name,
    allowed: isSame
      ? "a name that no other application has, in any environment"
      : `a name that is another one than ${earlier.name} in any case`,
    fix: "rename one of them",
  };
}
