import { encodeProblem, finiteNumber, NOT_READ_ALIKE } from "./declared";
import { isMapping } from "./mapping";
import { v } from "./schema";

/** The value of a backend setting, as in JSON: text, a number, true or false, or a list or mapping of these. */
export type BackendSetting =
  | string
  | number
  | boolean
  | readonly BackendSetting[]
  | { readonly [name: string]: BackendSetting };

/** One level more than any setting of Terraform's backends has: an entry in the list `exec` of kubernetes has the mapping `env`. */
const DEEPEST = 4;

/** Text in Terraform's JSON is a template, but Terraform reads a backend before anything that a template could name is known. */
const isTemplate = (text: string) => /[$%]\{/.test(text);

const TEMPLATE = encodeProblem({
  code: "terraform-value",
  message: "Terraform evaluates nothing in the settings of a backend",
  allowed: "text without ${ and %{",
  fix: "write the value itself, or give it to terraform init with -backend-config",
});

/** A certificate has several lines, and the policy of a role is longer than a line may be. */
const text = v.pipe(
  v.string(),
  v.regex(
    new RegExp(`^(?:[^${NOT_READ_ALIKE}]|[\\n\\t]){1,10000}$`, "u"),
    encodeProblem({
      code: "invalid-text",
      message: "not text that a setting can have",
      allowed: "1 to 10000 printable characters, tabs and line breaks",
      fix: "write text without control characters; leave out a setting that is empty",
    }),
  ),
  v.check((value) => !isTemplate(value), TEMPLATE),
);

/** The names in a mapping; the code for each place knows which of them are Terraform's own. */
const anyName = v.pipe(
  v.string(),
  v.regex(
    new RegExp(`^[^${NOT_READ_ALIKE}]{1,200}$`, "u"),
    encodeProblem({
      code: "invalid-name",
      message: "not a name that a setting can have in it",
      allowed: "1 to 200 printable characters, no line break",
      fix: "write the name as in Terraform's documentation",
    }),
  ),
  v.check((name) => !isTemplate(name), TEMPLATE),
);

const KINDS = encodeProblem({
  code: "wrong-type",
  message: "wrong type of value",
  allowed: "text, a number, true or false, or a list or a mapping of such",
  fix: "write the value as in Terraform's documentation; to remove a setting, leave it out",
});

const empty = (kind: string) =>
  encodeProblem({
    code: "wrong-type",
    message: "there is nothing in it",
    found: `an empty ${kind}`,
    allowed: `a ${kind} with at least one entry`,
    fix: "fill it in, or leave it out",
  });

function listOf<Item extends v.GenericSchema<BackendSetting>>(item: Item) {
  return v.pipe(v.array(item), v.minLength(1, empty("list")));
}

function mappingOf<Item extends v.GenericSchema<BackendSetting>>(item: Item) {
  return v.pipe(v.record(anyName, item), v.minEntries(1, empty("mapping")));
}

/** The value of a setting, of any depth, for the JSON Schema that editors use. */
export const backendSetting: v.GenericSchema<BackendSetting> = v.union(
  [text, finiteNumber, v.boolean(), listOf(v.lazy(() => backendSetting)), mappingOf(v.lazy(() => backendSetting))],
  KINDS,
);

const tooDeep = v.custom<BackendSetting>(
  () => false,
  encodeProblem({
    code: "wrong-type",
    message: "nested more deeply than any setting of Terraform's backends",
    allowed: "text, a number, or true or false",
    fix: "write the setting as in Terraform's documentation",
  }),
);

/**
 * The value of a setting, checked one kind of value at a time. A union of all kinds would report, for a mistake in a list, that the whole value is none
 * of them.
 */
function settingWithin(levels: number): v.GenericSchema<BackendSetting> {
  const below = levels === 0 ? undefined : settingWithin(levels - 1);
  const [list, mapping] = below === undefined ? [tooDeep, tooDeep] : [listOf(below), mappingOf(below)];
  return v.lazy((value) => (Array.isArray(value) ? list : isMapping(value) ? mapping : backendSetting));
}

/** The value of a setting, no deeper than settings can be. */
export const checkedSetting = settingWithin(DEEPEST);
