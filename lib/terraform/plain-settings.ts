import type { BackendSetting } from "../model/backend-setting";
import { isMapping } from "../model/mapping";
import type { Backend } from "../model/topology";
import { isTerraformValue } from "../synth/terraform-value";

/** More deeply than any setting is nested. References to other resources are objects, too, and may go round in circles. */
const DEEPEST = 5;

/** The settings of a construct or an override as the checks read those that are declared: without what is nothing, or known to Terraform alone. */
export function plainSettings(settings: unknown): Backend["settings"] {
  return isMapping(settings) ? mapping(settings, DEEPEST) : {};
}

function mapping(value: Readonly<Record<string, unknown>>, levels: number): Backend["settings"] {
  const entries = Object.entries(value).flatMap(([name, item]) => plain(item, levels).map((one) => [name, one]));
  return Object.fromEntries(entries);
}

/** None of what is no setting. */
function plain(value: unknown, levels: number): BackendSetting[] {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return [value];
  if (levels === 0 || isTerraformValue(value)) return [];
  if (Array.isArray(value)) return [value.flatMap((item) => plain(item, levels - 1))];
  return isMapping(value) ? [mapping(value, levels - 1)] : [];
}
