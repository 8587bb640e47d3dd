import { version } from "cdktf/package.json";
import { Construct } from "constructs";

/** The root of a tree of stacks, like cdktf's App, but without touching the disk. */
export function newRoot(): Construct {
  const root = new Construct(undefined as never, "");
  root.node.setContext("cdktfVersion", version);
  return root;
}
