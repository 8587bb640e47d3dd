import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Topology } from "../../lib/testing";

const EXAMPLES = join(__dirname, "../../examples");

/** The topology of an example's environment file. */
export function exampleTopology(name: string): Topology {
  return Topology.fromYaml(join(EXAMPLES, name));
}

/** The text of the smallest one. */
export function firstPairText(): string {
  return readFileSync(join(EXAMPLES, "first-pair.yaml"), "utf8");
}

/** The topology of the smallest one. */
export function firstPair(): Topology {
  return exampleTopology("first-pair.yaml");
}
