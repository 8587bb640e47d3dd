import { version } from "cdktf/package.json";
import { Construct } from "constructs";

/** The root of a tree of stacks, as cdktf's App is one, but without touching the disk. */
export function newRoot(): Construct {
  const root = new Construct(undefined as never, "");
  root.node.setContext("cdktfVersion", version);
  return root;
}
