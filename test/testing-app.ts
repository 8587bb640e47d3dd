import { type App, Testing } from "cdktf";
import { temporaryFolder } from "./temporary-folder";

/** cdktf's app for tests, which would make a folder of its own and leave it. */
export function testingApp(): App {
  return Testing.app({ outdir: temporaryFolder() });
}
