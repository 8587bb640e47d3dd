import type { Machine } from "./network-namespace";

/**
 * Kills the shell before the command of that number. Only commands that write, start a program or remove something are counted: between two of them
 * nothing changes that others could see. Background processes and programs that were started go on.
 */
const KILLS = `set -T
AT=$KILLED_BEFORE n=0
trap 'case $BASHPID:$BASH_COMMAND in
  "$$:command "*) ;;
  "$$:"*">"* | "$$:"*"\\$("* | "$$:rm "*) [ $((n += 1)) -ne "$AT" ] || kill -KILL "$$" ;;
esac' DEBUG
`;

const FILE = "/tmp/kills";

/**
 * Runs a script until it is killed before the command of that number; the first command is 1.
 *
 * @returns whether the script has so many commands
 */
export async function killedBefore(machine: Machine, command: number, words: readonly string[]): Promise<boolean> {
  if (!machine.exists(FILE)) machine.write(FILE, KILLS);
  const { code } = await machine.run(["env", `BASH_ENV=${FILE}`, `KILLED_BEFORE=${command}`, "bash", ...words]);
  return code === 137;
}
