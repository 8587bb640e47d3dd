/**
 * The alphabets of names. A name ends up in shell scripts, file names, Terraform addresses, unit files and Genesys objects, so each
 * alphabet is the part that all of those take as it is: no name is ever escaped, shortened or changed.
 */
export interface Alphabet {
  readonly pattern: RegExp;
  /** The rule in words, for messages. */
  readonly rule: string;
}

/** Names of environments, networks, hosts, pairs and devices. */
export const ELEMENT_NAME: Alphabet = {
  pattern: /^[A-Za-z](?:[A-Za-z0-9_-]{0,38}[A-Za-z0-9])?$/,
  rule: "a letter, then letters, digits, - or _, ending in a letter or digit, at most 40 characters",
};

/** Names of Genesys objects: applications, switches, tenants. They become names of .cfg files. */
export const OBJECT_NAME: Alphabet = {
  pattern: /^[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,62}[A-Za-z0-9_-])?$/,
  rule: "a letter or digit, then letters, digits, _, - or ., at most 64 characters",
};

/** Names of network interfaces on Linux, Solaris and AIX. */
export const INTERFACE_NAME: Alphabet = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/,
  rule: "letters, digits, _, . or -, at most 15 characters",
};

/** Names of operating-system accounts. */
export const ACCOUNT_NAME: Alphabet = {
  pattern: /^[a-z_][a-z0-9_-]{0,31}$/,
  rule: "a lower-case letter or _, then lower-case letters, digits, _ or -, at most 32 characters",
};

/** Folders on a Linux host. */
export const ABSOLUTE_PATH: Alphabet = {
  pattern: /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9_.-]+)+$/,
  rule: "an absolute path of letters, digits, _, . and -, without .. in it",
};

/** Windows refuses these as file names, with any ending. */
const DEVICE_NAMES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** JavaScript's own words, which no mapping can hold safely. */
export const RESERVED_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Whether the name may stand everywhere unchanged. */
export function isName(alphabet: Alphabet, text: string): boolean {
  return alphabet.pattern.test(text) && isSafe(text);
}

/** What a name has to be beyond its alphabet. */
export function isSafe(text: string): boolean {
  return !text.includes("..") && !DEVICE_NAMES.test(text) && !RESERVED_KEYS.has(text);
}
