import { type CallPath, sipText } from "../call-path";
import type { SingleHostPair } from "./model";

/** Callers use the host's own address; the process that is primary there answers. */
export function singleHostCallPath(pair: SingleHostPair): CallPath {
  return {
    stations: [],
    ways: [
      { from: undefined, to: "primary", when: "always", why: sipText(pair) },
      { from: undefined, to: "backup", when: "after-switchover", why: "same address" },
    ],
  };
}
