import { oneOf, show } from "../../errors";
import { type StateLocation, stateLocation } from "../../model/state-location";
import type { Backend, Topology } from "../../model/topology";
import { hasPassword } from "../../text/secret-text";
import { Claims } from "../claims";
import type { AppRule, Observation } from "../rule";

/** No environment's resources are in another one's state. */
export const sharedState: AppRule = {
  code: "shared-state",
  level: "error",
  // With a workspace for each environment, one backend has a separate state for each.
  acknowledgeable: true,
  title: "Each environment has a Terraform state of its own",
  why: "Terraform destroys what is in the state but not in the environment that it applies: if two environments have one state, each apply removes the other one's hosts (measured). What Terraform gets with -backend-config, or from its process's environment, is not known here.",
  *evaluateAll(topologies) {
    const claims = new Claims<Topology>();
    for (const topology of topologies) {
      const { backend, environment } = topology;
      const location = backend && stateLocation(backend, environment);
      if (location === undefined) continue;
      const earlier = claims.claim(location.place, topology);
      if (earlier !== undefined) yield [topology, observed(backend!, location, environment, earlier.environment)];
    }
  },
};

function observed({ type }: Backend, location: StateLocation, environment: string, earlier: string): Observation {
  const { own, value, chosenFrom, missing } = location;
  const setting = chosenFrom ?? (value === undefined ? undefined : own);
  const path = ["terraform", "backend", type, ...(setting?.split(".") ?? [])];
  const asked = `environment ${environment} may have the same Terraform state as environment ${earlier}: both`;
  if (chosenFrom !== undefined)
    return {
      path,
      notEvaluated: `${asked} choose their workspace by the same ${chosenFrom}`,
      fix: `declare another ${own} in each environment; if each has chosen another workspace, there is nothing to do`,
    };
  if (missing.length > 0)
    return {
      path,
      notEvaluated: `${asked} have the backend ${type} with the same settings, without ${oneOf(missing)}`,
      fix: `declare ${oneOf(missing)}; if terraform init gets it with -backend-config, another for each environment, there is nothing to do`,
    };
  return {
    path,
    message: `environment ${environment} has the same Terraform state as environment ${earlier}, so each apply destroys what the other one has in it`,
    found: `${type} with ${value === undefined ? "the same settings" : `${own} ${hasPassword(value) ? "that has a password in it" : show(value)}`} in both`,
    allowed: `another ${own} in each environment`,
    fix: `give each environment a ${own} of its own${example(value, environment)}; if each has its own workspace of Terraform, acknowledge this`,
  };
}

/** The value with the environment's name in it, before the file's ending. */
function example(value: string | undefined, environment: string): string {
  if (value === undefined || hasPassword(value) || value.includes(environment)) return "";
  return `, e.g. ${value.replace(/(?:\/|\.tfstate|\.json)?$/, (ending) => `-${environment}${ending}`)}`;
}
