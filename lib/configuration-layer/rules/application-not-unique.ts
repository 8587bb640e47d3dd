import { Claims } from "../../checks/claims";
import type { AppRule } from "../../checks/rule";
import { formatPath } from "../../model/origin";
import type { SipServerPair } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { type ApplicationName, applicationNames } from "../application-names";
import { machineOf } from "../shared-layer";

/** No two applications have the same name, in any environments. Several environments may name an existing application, if it is on the same machine. */
export const applicationNotUnique = (ofOption: (pair: SipServerPair) => readonly ApplicationName[]): AppRule => ({
  code: "application-not-unique",
  level: "error",
  title: "No application name is used twice across all environments of the app",
  why: "Names of applications are unique in a Configuration Database (documented); an import would change the object of the other application.",
  *evaluateAll(topologies) {
    const claims = new Claims<{ readonly name: ApplicationName; readonly topology: Topology }>();
    for (const topology of topologies) {
      // Names derived from a server's name come after it: if the server's name is taken, they are not reported as further mistakes.
      const reported = new Set<string>();
      for (const name of applicationNames(topology, ofOption)) {
        const claim = claims.claim(name.name, { name, topology });
        if (claim === undefined) continue;
        const { name: earlier, topology: other } = claim;
        const mayBeSameOne = name.existing && name.what === earlier.what;
        const [machine, earlierMachine] = [machineIn(topology, name), machineIn(other, earlier)];
        const isSameOne =
          mayBeSameOne && (name.hasOwnMachineRule || machine?.toLowerCase() === earlierMachine?.toLowerCase());
        if (isSameOne || reported.has(formatPath(name.path))) continue;
        reported.add(formatPath(name.path));
        const where = other === topology ? "" : ` of environment ${other.environment}`;
        const [on, earlierOn] = mayBeSameOne ? [` on ${machine}`, ` on ${earlierMachine}`] : ["", ""];
        yield [
          topology,
          {
            path: name.path,
            message: `${name.what}${on} has the name ${name.name}, which ${earlier.what}${where}${earlierOn} already has`,
            found: name.name,
            allowed: "a name that no other application has, in any environment",
            fix: `rename one of them${mayBeSameOne ? "; or, if one application is meant, name one host, with one address" : ""}`,
          },
        ];
      }
    }
  },
});

function machineIn(topology: Topology, { host }: ApplicationName): string | undefined {
  return host === undefined ? undefined : machineOf(topology, host);
}
