/** A file as it is on a host. */
export interface FileFact {
  readonly path: string;
  /** `hidden`: the collector's account may not look into its folder. */
  readonly kind: "file" | "link" | "other" | "missing" | "hidden";
  /** Octal; undefined, like owner and group, if the system has another kind of rights. */
  readonly mode?: string | undefined;
  readonly owner?: string | undefined;
  readonly group?: string | undefined;
  /** Undefined if the collector's account may not read the file, or no tool there can compute SHA-256. */
  readonly sha256?: string | undefined;
  /** What cksum says about a file if no tool can compute SHA-256: the checksum and the size. */
  readonly cksum?: string | undefined;
}

/** `file -rwxr-x--- root genesys cksum:3915528286:6243 /opt/…`; the mode may also be octal, the hash is usually SHA-256, and `-` if the file may not be read. */
export function fileFact(text: string): FileFact | undefined {
  const pattern = /^file (0\d{3,4}|-[rwxsStTlL-]{9})[+.@]? (\S+) (\S+) ([0-9a-f]{64}|cksum:\d+:\d+|-) (\/.*)$/;
  const [, mode, owner, group, hash, path] = pattern.exec(text) ?? [];
  if (path !== undefined)
    return {
      kind: "file",
      path,
      mode: mode!.startsWith("-") ? octal(mode!) : mode,
      owner,
      group,
      sha256: hash!.length === 64 ? hash : undefined,
      cksum: hash!.startsWith("cksum:") ? hash!.slice("cksum:".length).replace(":", " ") : undefined,
    };
  return fileKind(text, /^\//);
}

/** `missing /opt/…`, with the path beginning as it does on the system. */
export function fileKind(text: string, begin: RegExp): FileFact | undefined {
  const [, kind, path] = /^(link|other|missing|hidden) (.+)$/.exec(text) ?? [];
  return path !== undefined && begin.test(path) ? { kind: kind as FileFact["kind"], path } : undefined;
}

/** `0750` for `-rwxr-x---`; a small s or t is an x as well. */
function octal(mode: string): string {
  const digit = (three: string) =>
    [..."rwx"].reduce((sum, letter, index) => {
      const is = three[index] === letter || (letter === "x" && /[st]/.test(three[index]!));
      return sum * 2 + (is ? 1 : 0);
    }, 0);
  const [owner, group, others] = [mode.slice(1, 4), mode.slice(4, 7), mode.slice(7)] as [string, string, string];
  const special = [owner, group, others].reduce((sum, three) => sum * 2 + (/[sStTlL]/.test(three[2]!) ? 1 : 0), 0);
  return `${special === 0 ? "0" : special}${digit(owner)}${digit(group)}${digit(others)}`;
}
