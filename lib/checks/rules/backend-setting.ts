import { show } from "../../errors";
import { mistypedSettings } from "../../model/backend-names";
import type { EnvironmentRule } from "../rule";

/** Only a warning, and only if a known name is near: only Terraform knows the settings of its version. */
export const backendSetting: EnvironmentRule = {
  code: "backend-setting",
  level: "warning",
  title: "No setting of a backend is a misspelling of another",
  why: "When Terraform is initialized, it refuses a name that its backend does not have, but silently ignores one in assume_role or endpoints of s3 (seen in 1.11). A setting under another name also means nothing to the checks, such as the one for two environments that have one state.",
  *evaluate({ backend }) {
    for (const { path, name, meant, isThere } of backend === undefined ? [] : mistypedSettings(backend))
      yield {
        path: ["terraform", "backend", ...path],
        part: "key",
        message: `backend ${path[0]} has no setting ${show(name)} that is known here; did you mean ${meant}?`,
        found: show(name),
        allowed: "a name from Terraform's documentation of the backend",
        fix: `${isThere ? `keep one of ${show(name)} and ${meant}, under the name ${meant}` : `write ${meant}`}; if your version of Terraform has ${show(name)}, acknowledge this`,
      };
  },
};
