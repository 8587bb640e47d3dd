import type { ModelWords } from "./model-words";
import type { Stack } from "./stack";

const declarations = new WeakMap<Stack, ReadonlySet<string>>();

/** The paths `/tenant/application/item` that the AS3 declarations of a stack declare on their devices. */
function declared(stack: Stack): ReadonlySet<string> {
  let paths = declarations.get(stack);
  if (paths === undefined) {
    const found = new Set<string>();
    const gather = (value: unknown, path: string): void => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return;
      for (const [key, item] of Object.entries(value)) {
        found.add(`${path}/${key}`);
        // AS3 puts a virtual address into the tenant's folder, beside the applications.
        if ((item as { class?: unknown } | null)?.class === "Service_Address")
          found.add(`/${path.split("/")[1]}/${key}`);
        if (path.split("/").length < 3) gather(item, `${path}/${key}`);
      }
    };
    for (const [file, text] of Object.entries(stack.files))
      if (/^big-ip\/[^/]+\/as3\.json$/.test(file)) {
        const { declaration, ...bare } = JSON.parse(text) as Record<string, unknown>;
        gather(declaration ?? bare, "");
      }
    paths = found;
    declarations.set(stack, paths);
  }
  return paths;
}

/**
 * Whether the path belongs to a BIG-IP and not to a file. It is an item of a declaration, or something that the model names, such as a VLAN or a node, in a
 * declared tenant or in the device's own partition.
 */
export function isBigIpPath(path: string, stack: Stack, words: ModelWords): boolean {
  const known = declared(stack);
  if (known.has(path)) return true;
  const [, partition, name] = /^(\/[^/]+)\/([^/]+)$/.exec(path) ?? [];
  const isPartition = known.has(partition!) || (partition === "/Common" && known.size > 0);
  return isPartition && words.names.has(name!);
}
