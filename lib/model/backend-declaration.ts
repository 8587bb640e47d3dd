import { encodeProblem, finiteNumber, line } from "./declared";
import { v } from "./schema";

/**
 * The backends of Terraform's state: those that cdktf has a class for, but for `cloud`, which stands outside of the block of the backend, and two
 * that came later.
 */
export const BACKENDS = [
  "azurerm",
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

const setting = v.pipe(
  v.string(),
  v.regex(
    /^[a-z][a-z0-9_]*$/,
    encodeProblem({
      code: "invalid-name",
      message: "not a name that Terraform's backends use",
      allowed: "lower-case letters, digits and _",
      fix: "write the name as in Terraform's documentation",
    }),
  ),
);

/** Text of Terraform's JSON is a template; a backend is read before anything is known that one could name. */
const text = v.pipe(
  line,
  v.check(
    (value) => !/[$%]\{/.test(value),
    encodeProblem({
      code: "terraform-value",
      message: "Terraform evaluates nothing in the settings of a backend",
      allowed: "text without ${ and %{",
      fix: "write the value itself, or give it to terraform init with -backend-config",
    }),
  ),
);

/** The name of one backend, with its settings. */
export const backendDeclaration = v.record(
  v.picklist(BACKENDS),
  v.record(setting, v.union([text, finiteNumber, v.boolean()])),
);
