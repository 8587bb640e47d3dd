import type { FactId } from "../../configuration-layer/facts";
import type { InstallerWork } from "../../scripts/installer-work";
import type { HostArtifact } from "../host-file";
import type { TakeoverSide } from "./model";

/** What IP Address Takeover needs of an operating system: a folder of pure functions for each kind. */
export interface TakeoverPlatform {
  /** What the scripts rest on, beyond what is known of Genesys products. */
  readonly facts: (side: TakeoverSide) => readonly FactId[];
  /** The files that the host gets for the pair; each rests on the facts above. */
  readonly artifacts: (side: TakeoverSide) => readonly HostArtifact[];
  /** What the host's installer checks and does for the pair beyond copying them. */
  readonly hostWork: (side: TakeoverSide) => InstallerWork;
  /** Whether its announcements have ARP replies among them, for neighbours that take no announcing requests. */
  readonly sendsReplies: boolean;
  /** For how long `announce` interrupts the virtual IP, in words. @default it does not */
  readonly announceInterrupts?: string;
  /** Whether `up` gets the virtual IP from a host that keeps it, where the policy is to take it. */
  readonly takesFromHolder: boolean;
  /** Whether `up` with a policy that asks first asks on as long as its interface has no link, as then nobody can answer. @default it takes the virtual IP */
  readonly asksOnWithoutLink?: boolean;
  /** Whether the watchdog of a host that has lost the Management Layer alone releases the virtual IP to a peer that has taken it. @default false */
  readonly releasesToPeer?: boolean;
  /** As what the system's own commands show the virtual IP. */
  readonly appearsAs: (side: TakeoverSide) => string;
  /** Who may type the commands on the hosts of the pair, in a sentence or two. */
  readonly rights: (sides: readonly TakeoverSide[]) => string;
  /** Where the control script writes a line for each run. */
  readonly logFile: (side: TakeoverSide) => string;
  /** Whether that line says how long the run took, to the millisecond. @default false */
  readonly logsRunTime?: boolean;
}
