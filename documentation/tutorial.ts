import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Follows a tutorial, and returns it with the output of its commands. Blocks with a file name (```` ```yaml staging.yaml ````) are written to files. Bash
 * runs the commands of `console` blocks one after the other in one folder, and the output of each command is put below it.
 *
 * @param folder the folder in which the commands run; it is empty at first
 * @param environment the environment variables of the commands, e.g. PATH
 * @throws Error if a command fails, unless it reports its exit code itself, as with `; echo "exit code $?"`
 */
export function followed(page: string, folder: string, environment: NodeJS.ProcessEnv): string {
  return page.replaceAll(
    /^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm,
    (block, language: string, file, content: string) => {
      if (file !== undefined) writeFileSync(join(folder, file), content);
      if (language !== "console") return block;
      const commands = content.split("\n").filter((line) => line.startsWith("$ "));
      if (commands.length === 0) throw new Error(`a console block without a command: ${block}`);
      return `\`\`\`console\n${commands.map((line) => `${line}\n${printed(line.slice(2), folder, environment)}`).join("")}\`\`\``;
    },
  );
}

function printed(command: string, folder: string, environment: NodeJS.ProcessEnv): string {
  // Both streams go into one, in the order in which a terminal shows them.
  const { status, stdout: text } = spawnSync("bash", ["--norc", "-c", `exec 2>&1; ${command}`], {
    stdio: ["ignore", "pipe", "inherit"],
    cwd: folder,
    env: environment,
    encoding: "utf8",
    timeout: 60_000,
  });
  if (status !== 0) throw new Error(`${command}\nended with ${status}:\n${text}`);
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
