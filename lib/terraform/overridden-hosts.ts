import { isMapping, type Mapping } from "../model/mapping";
import type { OverriddenPart } from "../model/topology";
import { isPlain } from "./overlay";

/** The parts of a host's resource that the installation needs and that overrides of the stack remove or change. */
export function overriddenParts(overrides: Mapping, host: string): readonly OverriddenPart[] {
  let resource = overrides;
  for (const key of ["resource", "null_resource", host]) {
    if (!Object.hasOwn(resource, key)) return [];
    const below = resource[key];
    if (!isMapping(below)) return ["resource"];
    resource = below;
  }
  const isThere: Readonly<Record<Exclude<OverriddenPart, "resource">, boolean>> = {
    count: resource.count != null,
    for_each: resource.for_each != null,
    provisioner: Object.hasOwn(resource, "provisioner") && takesAway(resource.provisioner),
    "triggers.content": Object.hasOwn(resource, "triggers") && isOther(resource.triggers),
    "lifecycle.ignore_changes": isMapping(resource.lifecycle) && ignoresTriggers(resource.lifecycle.ignore_changes),
  };
  return (Object.keys(isThere) as (keyof typeof isThere)[]).filter((part) => isThere[part]);
}

/** A list, or a single mapping, is added to the provisioners; an entry under a number changes the provisioner of that number. */
function takesAway(provisioner: unknown): boolean {
  if (Array.isArray(provisioner)) return false;
  if (!isMapping(provisioner)) return true;
  return Object.entries(provisioner).some(([key, one]) => /^\d+$/.test(key) && (!isMapping(one) || hasNothing(one)));
}

/** Whether anything in it is taken away: Terraform reads null as a block that is not there. */
function hasNothing(overrides: Mapping): boolean {
  return Object.values(overrides).some((value) => value == null || (isPlain(value) && hasNothing(value)));
}

/** Further triggers only make Terraform create the resource again more often. */
function isOther(triggers: unknown): boolean {
  return !isMapping(triggers) || Object.hasOwn(triggers, "content");
}

function ignoresTriggers(ignored: unknown): boolean {
  return [ignored].flat().some((one) => /^(?:all|triggers(?:\.content|\["content"\])?)$/.test(String(one)));
}
