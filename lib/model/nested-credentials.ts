import { hasPassword } from "../text/secret-text";
import { entriesOf } from "./mapping";
import type { Path } from "./origin";

/** A credential in the settings of a backend. */
export interface BackendCredential {
  /** The path in the mapping of the backend: the backend's name, the setting's name, and the keys below. */
  readonly path: Path;
  /** The environment variable that can hold it instead; undefined if Terraform knows none. */
  readonly variable: string | undefined;
}

/** The variable that Terraform takes the password from, for backends whose URL would otherwise contain it. */
const PASSWORDS: Readonly<Partial<Record<string, string>>> = { http: "TF_HTTP_PASSWORD", pg: "PGPASSWORD" };

/** A file's path is not a secret. A key in base64 may begin with a slash. */
export const isPath = (text: string) =>
  /^(?:~|\.{0,2})\/|^[A-Za-z]:[\\/]/.test(text) && !/^[A-Za-z0-9+/]{40,}={0,2}$/.test(text);

/** The endings of credential names in mappings: of Terraform's settings there, and of variables of the program that `exec` of kubernetes runs. */
const ENDS_SECRET =
  "(?:pass(?:word|wd|phrase)?|secret|token|credentials?|(?:access|account|api|client|encryption|private|secret)[_-]?key)(?:_data|_pem)?";
const SECRET_NAME = new RegExp(`${ENDS_SECRET}$`, "i");
/** An option of a program, with its value in the same word or in the next one. */
const SECRET_OPTION = new RegExp(`^--?[\\w-]*${ENDS_SECRET}(?:=(.+))?$`, "is");

/** Environment variables for credentials in mappings, by mapping and name. */
const NESTED: Readonly<Partial<Record<string, string>>> = {
  "assume_role_with_web_identity.web_identity_token": "AWS_WEB_IDENTITY_TOKEN_FILE",
};

/** Names that people choose freely, to tell roles apart or to assign costs. */
const TAGS = /(?:^|_)(?:tags|labels)$/;

/** Deeper than any setting is nested: a deeper value is refused for its depth, and not shown. */
const DEEPEST = 20;

/** The credentials in the value of a setting: in text, and by their names in lists and mappings. */
export function credentialsBelow(value: unknown, path: Path): BackendCredential[] {
  if (path.length > DEEPEST) return [];
  if (typeof value === "string" || typeof value === "number")
    return hasPassword(String(value)) ? [{ path, variable: PASSWORDS[path[0]!] }] : [];
  if (Array.isArray(value))
    return value.flatMap((item, index) =>
      isOfOption(value, index)
        ? [{ path: [...path, index], variable: undefined }]
        : credentialsBelow(item, [...path, index]),
    );
  const isTagged = TAGS.test(String(path.at(-1)));
  return entriesOf(value).flatMap(([name, item]) => {
    const isSecret = !isTagged && SECRET_NAME.test(name) && !isNothing(item) && !isPath(String(item));
    return isSecret
      ? [{ path: [...path, name], variable: nestedVariable(path, name) }]
      : credentialsBelow(item, [...path, name]);
  });
}

/** A variable that a program gets in its own environment can come from Terraform's environment as well. */
function nestedVariable(path: Path, name: string): string | undefined {
  const mapping = path.findLast((key) => typeof key === "string");
  return mapping === "env" ? name : NESTED[`${mapping}.${name}`];
}

/** Whether an entry of a list is or contains the value of a program's option: `--client-secret=hunter2`, or a value after `--client-secret`. */
function isOfOption(list: readonly unknown[], index: number): boolean {
  const [before, item] = [list[index - 1], list[index]];
  if (typeof item !== "string" && typeof item !== "number") return false;
  const own = SECRET_OPTION.exec(String(item));
  if (own !== null) return own[1] !== undefined && !isPath(own[1]);
  const option = typeof before === "string" ? SECRET_OPTION.exec(before) : null;
  return option !== null && option[1] === undefined && !/^(?:-|$)/.test(String(item)) && !isPath(String(item));
}

/** Whether there is neither text nor a number. */
export function isNothing(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).every(isNothing);
  return (typeof value !== "string" && typeof value !== "number") || value === "";
}
