import { credentialsIn } from "../../model/backend-credentials";
import type { Path } from "../../model/origin";
import type { EnvironmentRule } from "../rule";

/**
 * Applies to a backend construct, or to what overrides add: a credential in a declaration is invalid input. A construct is the program's own, and the
 * program may have reasons, such as a state in a store of a test bed.
 */
export const backendSecret: EnvironmentRule = {
  code: "backend-secret",
  level: "warning",
  title: "The settings of a backend construct contain no credential",
  why: "The settings of a backend construct are written to cdk.tf.json as they are (seen in what cdktf writes). Whoever reads the output, its repository or a pipeline's archive of it reads the credential, and can read or write the state with it.",
  *evaluate({ backend }) {
    if (backend === undefined) return;
    const { type, settings } = backend;
    for (const { path, variable } of credentialsIn({ [type]: settings })) {
      // A reference does not contain the value that it stands for.
      if (JSON.stringify(at(settings, path.slice(1))).includes("${")) continue;
      yield {
        path: ["terraform", "backend", ...path],
        message: `the settings of backend ${type} contain a credential, which is written to cdk.tf.json`,
        found: "a credential, which is not shown",
        allowed: "settings without credentials; Terraform takes those from its environment",
        fix: `remove it, and ${variable === undefined ? "" : `set ${variable} where Terraform runs, or `}give it to terraform init with -backend-config; then replace the credential, because it was in the written output`,
      };
    }
  },
};

function at(settings: object, path: Path): unknown {
  return path.reduce<unknown>((above, key) => (above as Readonly<Record<string, unknown>>)[key], settings);
}
