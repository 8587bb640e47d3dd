/** What the name of a control script shows. */
interface ControlScriptKind {
  /** The commands that it has. */
  readonly commands: readonly string[];
  /** The command by which it releases what it serves callers with. */
  readonly release: string;
}

/**
 * The kinds of control scripts, by the ending of their names: `inbound-vip`. An installer meets control scripts of other versions, and an import meets those
 * of a site without a model, so both go by the name. A script of no kind would be removed while it serves callers, and would be taken for a hand-made one.
 */
export const CONTROL_SCRIPT_KINDS = {
  vip: { commands: ["up", "down", "status", "announce"], release: "down" },
  nlb: { commands: ["enable", "disable", "status"], release: "disable" },
} as const satisfies Readonly<Record<string, ControlScriptKind>>;

export type ControlScriptEnding = keyof typeof CONTROL_SCRIPT_KINDS;

/** The endings of all kinds. */
export const CONTROL_SCRIPT_ENDINGS = Object.keys(CONTROL_SCRIPT_KINDS) as readonly ControlScriptEnding[];

/** The only kind that systems with a shell have. */
export const SHELL_KIND = "vip" satisfies ControlScriptEnding;

/** `inbound-vip`, the name of a pair's control script on every host, without the ending of a Windows file. */
export function nameOfKind(pair: { readonly name: string }, ending: ControlScriptEnding): string {
  return `${pair.name}-${ending}`;
}
