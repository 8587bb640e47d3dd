import { CONTROL_SCRIPT_KINDS, SHELL_KIND } from "./control-script-kinds";

/** The commands of a control script that an account may be allowed to run. */
export const { commands: COMMANDS } = CONTROL_SCRIPT_KINDS[SHELL_KIND];

/** The line of sudo's rules by which an account may run exactly that control script, with exactly its four commands, as root and without a password. */
export function sudoRule(account: string, controlScript: string): string {
  return `${account} ALL=(root) NOPASSWD: ${COMMANDS.map((command) => `${controlScript} ${command}`).join(", ")}`;
}
