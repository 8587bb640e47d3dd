import { errors, type Problem } from "../errors";
import { credentialsIn } from "../model/backend-credentials";
import { isMapping } from "../model/mapping";
import type { Path } from "../model/origin";
import type { Declaration } from "./declaration";

/** A declaration from which no message can show a credential, and the problems of the credentials that were in it. */
export interface WithoutCredentials {
  readonly declaration: Declaration;
  readonly problems: readonly { readonly path: Path; readonly problem: Problem }[];
}

/** Removes the credentials from the settings of the backend. */
export function withoutCredentials(declaration: Declaration): WithoutCredentials {
  const { terraform } = declaration;
  const backend = isMapping(terraform) ? terraform.backend : undefined;
  const credentials = credentialsIn(backend);
  if (credentials.length === 0) return { declaration, problems: [] };
  const others = credentials.reduce<unknown>((rest, { path }) => without(rest, path), backend);
  return {
    declaration: { ...declaration, terraform: { ...(terraform as object), backend: others } },
    problems: credentials.map(({ path, variable }) => ({
      path: ["terraform", "backend", ...path],
      problem: errors.backendCredential(variable),
    })),
  };
}

/**
 * The backend without the value at the path. Below a setting, a value that is not a credential takes its place, so that entries of a list keep their
 * positions and nothing becomes empty.
 */
function without(value: unknown, [key, ...below]: Path, depth = 0): unknown {
  const put = (item: unknown) => (below.length === 0 ? true : without(item, below, depth + 1));
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? put(item) : item));
  const entries = Object.entries(value as object).flatMap(([name, item]) =>
    name !== key ? [[name, item]] : depth === 1 && below.length === 0 ? [] : [[name, put(item)]],
  );
  return Object.fromEntries(entries);
}
