import { credentialsIn } from "../../model/backend-credentials";
import type { EnvironmentRule } from "../rule";

/** The settings of Terraform's cloud are those of the backend that came before it. */
const settingsOf = (type: string) => (type === "cloud" ? "remote" : type);

/**
 * Of a backend construct, or of what overrides add: in what is declared a credential is no valid input. A construct is the program's own, which may have its
 * reasons, as a state in a store of a test bed.
 */
export const backendSecret: EnvironmentRule = {
  code: "backend-secret",
  level: "warning",
  title: "No credential stands in the settings of a backend construct",
  why: "What a backend construct is given stands in cdk.tf.json as it is, so that whoever reads the output, its repository or a pipeline's archive of it reads the credential, and with it the state, or writes it (seen in what cdktf writes).",
  *evaluate({ backend }) {
    if (backend === undefined) return;
    const { type, settings } = backend;
    const written = { [settingsOf(type)]: settings };
    for (const { path, variable } of credentialsIn(written)) {
      const setting = path[1]!;
      // A reference has nothing of what it stands for.
      if (String(settings[setting]).includes("${")) continue;
      yield {
        path: ["terraform", "backend", type, setting],
        message: `a credential stands in the settings of backend ${type}, and comes into cdk.tf.json`,
        found: "a credential, which is not shown",
        allowed: "settings without credentials; Terraform takes those from its environment",
        fix: `take it out, and ${variable === undefined ? "" : `set ${variable} where Terraform runs, or `}give it to terraform init with -backend-config; then replace it, as it was in what was written`,
      };
    }
  },
};
