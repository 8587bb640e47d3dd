import { type App, Testing } from "cdktf";
import { temporaryFolder } from "./temporary-folder";

/** cdktf's app for tests. Without a given folder, cdktf would make one and leave it behind. */
export function testingApp(): App {
  return Testing.app({ outdir: temporaryFolder() });
}
