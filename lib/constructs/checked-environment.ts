import type { IConstruct } from "constructs";
import type { Place } from "../checks/finding";
import type { Path } from "../model/origin";
import type { Backend, OverriddenPart } from "../model/topology";
import type { Resolution } from "../synth/resolve";
import type { Environment } from "./environment";

const ENVIRONMENT: unique symbol = Symbol.for("sip-server-ha.Environment") as never;

/** What the checks need from an environment. */
export interface CheckedEnvironment extends IConstruct {
  readonly environmentName: string;
  readonly hasBackendConstruct: boolean;
  readonly writtenBackend: Backend | undefined;
  readonly writtenBackendTypes: readonly string[];
  readonly isBackendLate: boolean;
  readonly overriddenHosts: readonly string[];
  overriddenPartsOf(host: string): readonly OverriddenPart[];
  readonly writesHcl: boolean;
  readonly elementsOfOtherCores: readonly { readonly construct: string; readonly method: string }[];
  resolution(): Resolution;
  declaredWithout(constructs: ReadonlySet<IConstruct>): Path[];
  locate(path: Path, part: "key" | "value"): Place;
}

/** Marks a construct as an environment, for every copy of this package. */
export function markEnvironment(construct: CheckedEnvironment): void {
  Object.defineProperty(construct, ENVIRONMENT, { value: true });
}

/** Whether the value is an environment, including one of another copy of this package. */
export function isEnvironment(value: unknown): value is CheckedEnvironment {
  return typeof value === "object" && value !== null && ENVIRONMENT in value;
}

/** All environments below the root, in the order of the tree. */
export function environmentsOf(root: IConstruct): Environment[] {
  return root.node.findAll().filter(isEnvironment) as Environment[];
}

/** The environment that a construct is in, or is. */
export function environmentAround(construct: IConstruct): CheckedEnvironment | undefined {
  return construct.node.scopes.reverse().find(isEnvironment);
}
