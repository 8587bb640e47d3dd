import type { InstallerWork } from "../../scripts/installer-work";
import type { Artifact } from "../artifact";
import type { TakeoverSide } from "./model";

/** What IP Address Takeover needs of an operating system: a folder of pure functions for each kind. */
export interface TakeoverPlatform {
  /** The files that the host gets for the pair. */
  readonly artifacts: (side: TakeoverSide) => readonly Artifact[];
  /** What the host's installer checks and does for the pair beyond copying them. */
  readonly hostWork: (side: TakeoverSide) => InstallerWork;
  /** As what the system's own commands show the virtual IP. */
  readonly appearsAs: (side: TakeoverSide) => string;
  /** What an operator with root's rights, or an administrator's, types there to run the control script. */
  readonly command: (side: TakeoverSide, action: string) => string;
  /** Where the control script writes a line for each run. */
  readonly logFile: (side: TakeoverSide) => string;
}
