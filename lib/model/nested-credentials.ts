import { hasPassword } from "../text/secret-text";
import { entriesOf } from "./mapping";
import type { Path } from "./origin";

/** A credential that stands in the settings of a backend. */
export interface BackendCredential {
  /** In the mapping of the backend: its name, that of the setting, and the keys below. */
  readonly path: Path;
  /** The variable of the process's environment that has it otherwise; undefined where Terraform knows none. */
  readonly variable: string | undefined;
}

/** Where Terraform takes the password from that would stand in a URL. */
const PASSWORDS: Readonly<Partial<Record<string, string>>> = { http: "TF_HTTP_PASSWORD", pg: "PGPASSWORD" };

/** A file's path is no secret. A key in base64 may begin with a slash. */
export const isPath = (text: string) =>
  /^(?:~|\.{0,2})\/|^[A-Za-z]:[\\/]/.test(text) && !/^[A-Za-z0-9+/]{40,}={0,2}$/.test(text);

/** What names of credentials end with, in mappings: those of Terraform's settings there, and variables of the program that `exec` of kubernetes runs. */
const ENDS_SECRET =
  "(?:pass(?:word|wd|phrase)?|secret|token|credentials?|(?:access|account|api|client|encryption|private|secret)[_-]?key)(?:_data|_pem)?";
const SECRET_NAME = new RegExp(`${ENDS_SECRET}$`, "i");
/** An option of a program, with its value in the same word or in the next. */
const SECRET_OPTION = new RegExp(`^--?[\\w-]*${ENDS_SECRET}(?:=(.+))?$`, "is");

/** Variables for credentials in mappings, by the mapping and the name. */
const NESTED: Readonly<Partial<Record<string, string>>> = {
  "assume_role_with_web_identity.web_identity_token": "AWS_WEB_IDENTITY_TOKEN_FILE",
};

/** What people name as they like, to tell roles apart or pay for them. */
const TAGS = /(?:^|_)(?:tags|labels)$/;

/** More deeply than any setting is nested: what is there is refused for that, and not shown. */
const DEEPEST = 20;

/** The credentials in the value of a setting: in text, and in lists and mappings by the names there. */
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

/** What a program gets in its environment it gets from Terraform's as well. */
function nestedVariable(path: Path, name: string): string | undefined {
  const mapping = path.findLast((key) => typeof key === "string");
  return mapping === "env" ? name : NESTED[`${mapping}.${name}`];
}

/** Whether an entry of a list is the value of an option of a program, or has it: `--client-secret=hunter2`, or `--client-secret` before it. */
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
