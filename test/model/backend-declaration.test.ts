import { expect, test } from "vitest";
import { formatPath } from "../../lib/model/origin";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { sampleDeclaration } from "../sample-declaration";

test.each([
  // backend, code, message, found, allowed, fix
  [
    { s4: { bucket: "b" } },
    "invalid-value",
    "not a value that is allowed here; did you mean s3?",
    "s4",
    "azurerm, consul, cos, gcs, http, kubernetes, local, oci, oss, pg, remote, s3 or swift",
    "write s3",
  ],
  [
    { cloud: {} },
    "invalid-value",
    "not a value that is allowed here",
    "cloud",
    "azurerm, consul, cos, gcs, http, kubernetes, local, oci, oss, pg, remote, s3 or swift",
    "use one of the allowed values",
  ],
  [
    { s3: { Bucket: "b" } },
    "invalid-name",
    "not a name that Terraform's backends use",
    "Bucket",
    "lower-case letters, digits and _",
    "write the name as in Terraform's documentation",
  ],
  [
    { s3: { bucket: "${var.bucket}" } },
    "terraform-value",
    "Terraform evaluates nothing in the settings of a backend",
    '"${var.bucket}"',
    "text without ${ and %{",
    "write the value itself, or give it to terraform init with -backend-config",
  ],
  [
    { s3: { bucket: ["b"] } },
    "wrong-type",
    "wrong type of value",
    "a list",
    "text, a number, or true or false",
    "write text, a number, or true or false",
  ],
  [
    { s3: { max_retries: Number.POSITIVE_INFINITY } },
    "invalid-number",
    "not a number that is allowed here",
    "Infinity",
    "a finite number, text, true or false",
    "write the number itself",
  ],
])("%j is no backend", (backend, code, message, found, allowed, fix) => {
  const { findings } = resolve(sampleDeclaration({ "terraform.backend": backend }) as Declaration);
  expect(findings).toMatchObject([{ code, message, found, allowed, fix }]);
  expect(formatPath(findings[0]!.path)).toMatch(/^terraform\.backend\../);
});
