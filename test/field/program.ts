import { join } from "node:path";
import { buildSync } from "esbuild";
import type { Machine } from "../network-namespace";

const built = new Map<string, string>();

/** Puts one of this folder's programs on a machine, and returns the command that starts it there. */
export function installProgram(machine: Machine, name: string): string[] {
  const path = `/usr/lib/field/${name}.cjs`;
  machine.write(path, source(name), 0o644);
  return [process.execPath, path];
}

function source(name: string): string {
  let text = built.get(name);
  if (text === undefined) {
    const { outputFiles } = buildSync({
      entryPoints: [join(__dirname, `${name}.ts`)],
      bundle: true,
      platform: "node",
      target: "node20",
      format: "cjs",
      write: false,
    });
    text = outputFiles[0]!.text;
    built.set(name, text);
  }
  return text;
}
