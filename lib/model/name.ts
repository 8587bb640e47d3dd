/**
 * The alphabets of names. A name appears in shell scripts, file names, Terraform addresses, unit files and Genesys objects. Each alphabet therefore
 * holds only what all of those accept unchanged: no name is ever escaped, shortened or changed.
 */
export interface Alphabet {
  readonly pattern: RegExp;
  /** The rule in words, for messages. */
  readonly rule: string;
  /** Names that are refused although their letters are allowed. */
  readonly refusals?: readonly RefusedName[];
}

/** Why a name is refused that its alphabet may allow. */
export interface Refusal {
  /** A phrase about the name. */
  readonly reason?: string | undefined;
  /** The rule that the name breaks, in words. */
  readonly rule: string;
  /** Whether the place is refused, rather than the spelling of the name. */
  readonly isOfPlace?: true | undefined;
}

interface RefusedName extends Refusal {
  readonly isOf: (text: string) => boolean;
}

/** What either of two alphabets allows; the second is that of Windows. */
export function eitherOf(alphabet: Alphabet, windows: Alphabet): Alphabet {
  return {
    pattern: new RegExp(`${alphabet.pattern.source}|${windows.pattern.source}`),
    rule: `${alphabet.rule}; on Windows ${windows.rule}`,
    refusals: [...(alphabet.refusals ?? []), ...(windows.refusals ?? [])],
  };
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

/** Names of the tenants, applications and items of AS3, the declarations for BIG-IP: the narrower of the alphabets in its schema. */
export const AS3_NAME: Alphabet = {
  pattern: /^[A-Za-z](?:[0-9A-Za-z_.-]{0,188}[0-9A-Za-z_])?$/,
  rule: "a letter, then letters, digits, _, . or -, not ending in . or -, at most 190 characters",
};

/**
 * Names of network interfaces on Linux, Solaris and AIX. The loopback interface reaches only its own host. Linux reserves two names for the settings of
 * every interface and of new ones.
 */
export const INTERFACE_NAME: Alphabet = {
  pattern: /^(?!(?:lo0?|all|default)$)[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/,
  rule: "letters, digits, _, . or -, at most 15 characters, no loopback interface (lo, lo0), and not all or default",
};

/** Names of operating-system accounts. */
export const ACCOUNT_NAME: Alphabet = {
  pattern: /^[a-z_][a-z0-9_-]{0,31}$/,
  rule: "a lower-case letter or _, then lower-case letters, digits, _ or -, at most 32 characters",
};

/**
 * Folders on Linux, Solaris and AIX. Their length leaves room for the names of scripts within the path lengths that POSIX and Windows promise, 255 and
 * 259 characters, and no part of a path reaches the 255 that a file system accepts.
 */
export const FOLDER: Alphabet = {
  pattern: /^(?=.{1,180}$)(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9_.-]+)+$/,
  rule: "an absolute path of letters, digits, _, . and -, without .. in it or / at its end, at most 180 characters",
  refusals: [
    {
      isOf: (text) => /^\/(?:var\/)?tmp(?:\/|$)/.test(text),
      reason: "every account of the host may write to /tmp and /var/tmp, and what is there may be removed",
      rule: "a folder that is not in /tmp or /var/tmp",
      isOfPlace: true,
    },
    {
      isOf: (text) => /^\/(?:var\/)?run(?:\/|$)/.test(text),
      reason: "/run and /var/run are for what does not survive a boot",
      rule: "a folder that is not in /run or /var/run",
      isOfPlace: true,
    },
    {
      isOf: (text) => /^\/(?:dev|proc|sys)(?:\/|$)/.test(text),
      reason: "/dev, /proc and /sys are the kernel's own, and no place for files",
      rule: "a folder that is not in /dev, /proc or /sys",
      isOfPlace: true,
    },
  ],
};

/** Names of network connections on Windows, as in its settings, without the characters that have a meaning for the command processor. */
export const WINDOWS_INTERFACE: Alphabet = {
  pattern: /^[A-Za-z0-9](?:[A-Za-z0-9 _.()#+-]{0,78}[A-Za-z0-9_)#])?$/,
  rule: "letters, digits, spaces, _ . ( ) # + or -, at most 80 characters; rename a connection that has others",
};

/** Accounts on Windows, with or without their domain. */
export const WINDOWS_ACCOUNT: Alphabet = {
  pattern: /^(?:[A-Za-z0-9][A-Za-z0-9.-]{0,63}\\)?[A-Za-z0-9_][A-Za-z0-9_.$-]{0,63}$/,
  rule: "letters, digits, _ . $ or -, and before it the domain and \\ if there is one",
};

/** Folders on Windows. No spaces: it is not known how the Management Layer handles a command with quotes. */
export const WINDOWS_FOLDER: Alphabet = {
  pattern: /^(?=.{1,180}$)[A-Za-z]:(?:\\(?!\.{1,2}(?:\\|$))[A-Za-z0-9_.-]*[A-Za-z0-9_-])+$/,
  rule: "a drive and folders of letters, digits, _, . and -, without spaces or a dot at the end of one, at most 180 characters, e.g. C:\\Genesys\\sip-ha",
};

/** Windows refuses these as names of files and folders, with any ending. */
const DEVICE_NAMES = /(?:^|\\)(?:con|prn|aux|nul|com\d|lpt\d)(?:[.\\]|$)/i;

/** JavaScript's own words, which no mapping can hold safely: even an empty object has the members that every object has. */
export const RESERVED_KEYS: ReadonlySet<string> = new Set(
  [...Object.getOwnPropertyNames(Object.prototype), "prototype"].sort(),
);

/** What is refused as a name, whatever the alphabet. */
const REFUSALS: readonly RefusedName[] = [
  { isOf: (text) => text.includes(".."), reason: "it has .. in it", rule: "a name without two dots in a row" },
  {
    isOf: (text) => DEVICE_NAMES.test(text),
    reason: "Windows takes it as the name of a device",
    rule: "a name other than con, prn, aux, nul, com0 to com9 and lpt0 to lpt9, in upper or lower case and with any ending",
  },
  {
    isOf: (text) => RESERVED_KEYS.has(text),
    reason: "it is a reserved word",
    rule: `a name other than ${[...RESERVED_KEYS].join(", ")}`,
  },
];

/** Whether the name can be used everywhere unchanged. */
export function isName(alphabet: Alphabet, text: string): boolean {
  return refusalOf(alphabet, text) === undefined;
}

/** The rule that a name breaks; undefined if the name can be used everywhere unchanged. */
export function refusalOf(alphabet: Alphabet, text: string): Refusal | undefined {
  return alphabet.pattern.test(text) ? unsafe(alphabet, text) : { rule: alphabet.rule };
}

/** The rule that a name breaks apart from the letters of its alphabet; undefined if it breaks none. */
export function unsafe({ refusals = [] }: Alphabet, text: string): Refusal | undefined {
  return [...REFUSALS, ...refusals].find(({ isOf }) => isOf(text));
}
