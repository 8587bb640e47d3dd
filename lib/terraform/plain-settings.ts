import type { BackendSetting } from "../model/backend-setting";
import { isMapping } from "../model/mapping";
import type { Backend } from "../model/topology";
import { isTerraformValue } from "../synth/terraform-value";

/** Deeper than any setting is nested. References to other resources are objects, too, and may be circular. */
const DEEPEST = 5;

/** The settings of a construct or an override in the form of declared settings, for the checks: without empty values and values that only Terraform knows. */
export function plainSettings(settings: unknown): Backend["settings"] {
  return isMapping(settings) ? mapping(settings, DEEPEST) : {};
}

function mapping(value: Readonly<Record<string, unknown>>, levels: number): Backend["settings"] {
  const entries = Object.entries(value).flatMap(([name, item]) => plain(item, levels).map((one) => [name, one]));
  return Object.fromEntries(entries);
}

/** The plain value in a list; an empty list if the value is no setting. */
function plain(value: unknown, levels: number): BackendSetting[] {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return [value];
  if (levels === 0 || isTerraformValue(value)) return [];
  if (Array.isArray(value)) return [value.flatMap((item) => plain(item, levels - 1))];
  return isMapping(value) ? [mapping(value, levels - 1)] : [];
}
