import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the docstrings of the props say about a key: its description, and its default if it has one. */
export interface KeyDescription {
  readonly description: string;
  readonly type: string;
}

/**
 * Reads the docstrings of every props interface, so that editors show for a YAML key what TypeScript shows for the prop. The result goes from
 * interface name and key to description. Only needed to make the JSON Schema.
 */
export function propsDescriptions(): ReadonlyMap<string, ReadonlyMap<string, KeyDescription>> {
  const folder = join(__dirname, "../../lib/constructs");
  const interfaces = new Map<string, Map<string, KeyDescription>>();
  // An acknowledgement has no props of its own: the type comes from the model.
  for (const file of [...readdirSync(folder), "../model/topology.ts"]) {
    const text = readFileSync(join(folder, file), "utf8");
    for (const [, name, body] of text.matchAll(/^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm))
      interfaces.set(name!, keysOf(body!));
  }
  return interfaces;
}

function keysOf(body: string): Map<string, KeyDescription> {
  const keys = new Map<string, KeyDescription>();
  for (const [, doc, key, type] of body.matchAll(/(?:\/\*\*([\s\S]*?)\*\/\s*)?readonly (\w+)\??:\s*([^;{]*)/g))
    keys.set(key!, { description: plain(doc ?? ""), type: type! });
  return keys;
}

function plain(doc: string): string {
  return doc
    .replace(/^\s*\* ?/gm, "")
    .replace(/@source .*/g, "")
    .replace(/@default\s+(- )?/, "Default: ")
    .replace(/\s+/g, " ")
    .trim();
}
