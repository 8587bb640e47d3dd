import { type BackendSetting, checkedSetting } from "./backend-setting";
import { encodeProblem } from "./declared";
import { isMapping } from "./mapping";
import { v } from "./schema";

/**
 * The backends for Terraform's state: those that cdktf has a class for, and two that came later. `cloud` counts as one here, although Terraform has it
 * in a block of its own.
 */
export const BACKENDS = [
  "azurerm",
  "cloud",
  "consul",
  "cos",
  "gcs",
  "http",
  "kubernetes",
  "local",
  "oci",
  "oss",
  "pg",
  "remote",
  "s3",
  "swift",
] as const;

const MISNAMED = encodeProblem({
  code: "invalid-name",
  message: "not a name that Terraform's backends use",
  allowed: "lower-case letters, digits and _",
  fix: "write the name as in Terraform's documentation",
});

const NAME = /^[a-z][a-z0-9_]*$/;

/** Settings whose keys are not Terraform's own names: tags of a role, labels of a secret, variables of a program. */
const HAS_OWN_NAMES = /(?:^|_)(?:tags|labels|env)$/;

/** Keys that lead to a place, in the form of the schema library. */
type Place = readonly v.UnknownPathItem[];

/** The names below a setting that cannot be Terraform's. Terraform silently ignores some of them, such as `roleArn` in `assume_role` of s3 (seen in 1.11). */
function misnamed(value: BackendSetting, above: Place): Place[] {
  if (Array.isArray(value)) return value.flatMap((item, key) => misnamed(item, [...above, step(value, key, item)]));
  if (!isMapping(value)) return [];
  return Object.entries(value as Readonly<Record<string, BackendSetting>>).flatMap(([key, item]) => {
    const at = step(value, key, item);
    return [
      ...(above.length === 0 || NAME.test(key) ? [] : [[...above, { ...at, origin: "key" } as const]]),
      ...(HAS_OWN_NAMES.test(key) ? [] : misnamed(item, [...above, at])),
    ];
  });
}

function step(input: unknown, key: string | number, value: unknown): v.UnknownPathItem {
  return { type: "unknown", origin: "value", input, key, value };
}

/** The name of one backend, with its settings. */
export const backendDeclaration = v.record(
  v.picklist(BACKENDS),
  v.pipe(
    v.record(v.pipe(v.string(), v.regex(NAME, MISNAMED)), checkedSetting),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      for (const path of misnamed(dataset.value, []))
        addIssue({ message: MISNAMED, input: path.at(-1)!.key, path: path as [v.UnknownPathItem] });
    }),
  ),
);
