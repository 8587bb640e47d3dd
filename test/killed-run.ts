import type { Machine } from "./network-namespace";

/**
 * Kills the shell before the command of that number. Of those alone that write, start a program or remove something: between two of them nothing changes
 * that is seen from without. What runs in the background, or was started, goes on.
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
 * Runs a script until it is killed before its command of that number, the first one being 1.
 *
 * @returns whether it had so many
 */
export async function killedBefore(machine: Machine, command: number, words: readonly string[]): Promise<boolean> {
  if (!machine.exists(FILE)) machine.write(FILE, KILLS);
  const { code } = await machine.run(["env", `BASH_ENV=${FILE}`, `KILLED_BEFORE=${command}`, "bash", ...words]);
  return code === 137;
}
