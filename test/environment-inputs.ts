import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { join, relative } from "../lib/text/paths";

/** The folder of the project. */
export const ROOT = join(__dirname, "..");

const yamlBelow = (folder: string) =>
  (readdirSync(join(ROOT, folder), { recursive: true }) as string[])
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => join(ROOT, folder, file))
    .sort();

/** Every environment file of the examples and of the golden topologies, below that folder. A base that other files extend does not count. */
export const environmentInputs: readonly string[] = [
  ...yamlBelow("examples").filter((file) => "environment" in parse(readFileSync(file, "utf8"))),
  ...yamlBelow("test/golden").filter((file) => file.endsWith("/environment.yaml")),
].map((file) => relative(ROOT, file));
