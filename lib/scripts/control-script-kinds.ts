/** What is known of a control script by its name. */
interface ControlScriptKind {
  /** What it can be asked to do. */
  readonly commands: readonly string[];
  /** The command by which it lets go of what it serves callers with. */
  readonly release: string;
}

/**
 * The kinds of control scripts, by what their names end in: `inbound-vip`. An installer meets those of other versions, and an import those of a site without a
 * model, so that both go by the name: one of no kind would be removed while it serves callers, and be taken for a hand-made one.
 */
export const CONTROL_SCRIPT_KINDS = {
  vip: { commands: ["up", "down", "status", "announce"], release: "down" },
  nlb: { commands: ["enable", "disable", "status"], release: "disable" },
} as const satisfies Readonly<Record<string, ControlScriptKind>>;

export type ControlScriptEnding = keyof typeof CONTROL_SCRIPT_KINDS;

/** The endings of all kinds. */
export const CONTROL_SCRIPT_ENDINGS = Object.keys(CONTROL_SCRIPT_KINDS) as readonly ControlScriptEnding[];

/** The one kind that systems with a shell have. */
export const SHELL_KIND = "vip" satisfies ControlScriptEnding;

/** `inbound-vip`, the name of a pair's control script on every host, without the ending of a Windows file. */
export function nameOfKind(pair: { readonly name: string }, ending: ControlScriptEnding): string {
  return `${pair.name}-${ending}`;
}
