import { errors, type Problem } from "../errors";
import { credentialsIn } from "../model/backend-credentials";
import { isMapping } from "../model/mapping";
import type { Path } from "../model/origin";
import type { Declaration } from "./declaration";

/** A declaration from which no message can show a credential, and what is said of those that were in it. */
export interface WithoutCredentials {
  readonly declaration: Declaration;
  readonly problems: readonly { readonly path: Path; readonly problem: Problem }[];
}

/** Takes the credentials out of the settings of the backend. */
export function withoutCredentials(declaration: Declaration): WithoutCredentials {
  const { terraform } = declaration;
  const backend = isMapping(terraform) ? terraform.backend : undefined;
  const credentials = credentialsIn(backend);
  if (credentials.length === 0) return { declaration, problems: [] };
  const isTaken = (type: string, setting: string) =>
    credentials.some(({ path }) => path[0] === type && path[1] === setting);
  const others = Object.entries(backend as Record<string, unknown>).map(([type, settings]) => [
    type,
    isMapping(settings)
      ? Object.fromEntries(Object.entries(settings).filter(([setting]) => !isTaken(type, setting)))
      : settings,
  ]);
  return {
    declaration: { ...declaration, terraform: { ...(terraform as object), backend: Object.fromEntries(others) } },
    problems: credentials.map(({ path, variable }) => ({
      path: ["terraform", "backend", ...path],
      problem: errors.backendCredential(variable),
    })),
  };
}
