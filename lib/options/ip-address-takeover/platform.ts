import type { FactId } from "../../configuration-layer/facts";
import type { InstallerWork } from "../../scripts/installer-work";
import type { HostArtifact } from "../host-file";
import type { TakeoverSide } from "./model";

/** What IP Address Takeover needs of an operating system: a folder of pure functions for each kind. */
export interface TakeoverPlatform {
  /** The facts that the scripts rest on, beyond those about Genesys products. */
  readonly facts: (side: TakeoverSide) => readonly FactId[];
  /** The files that the host gets for the pair; each rests on the facts above. */
  readonly artifacts: (side: TakeoverSide) => readonly HostArtifact[];
  /** What the host's installer checks and does for the pair, beyond copying the files. */
  readonly hostWork: (side: TakeoverSide) => InstallerWork;
  /** Whether its announcements include ARP replies, for neighbours that ignore announcing requests. */
  readonly sendsReplies: boolean;
  /** For how long `announce` interrupts the virtual IP, in words. @default it does not */
  readonly announceInterrupts?: string;
  /** Whether `up` gets the virtual IP from a host that keeps it, if the policy is to take it. */
  readonly takesFromHolder: boolean;
  /** Whether `up` with a policy that asks first goes on asking while its interface has no link, as nobody can answer then. @default it takes the virtual IP */
  readonly asksOnWithoutLink?: boolean;
  /** Whether the watchdog of a host that has lost the Management Layer alone releases the virtual IP to a peer that has taken it. @default false */
  readonly releasesToPeer?: boolean;
  /** How the system's own commands show the virtual IP. */
  readonly appearsAs: (side: TakeoverSide) => string;
  /** Who may type the commands on the hosts of the pair, in a sentence or two. */
  readonly rights: (sides: readonly TakeoverSide[]) => string;
  /** Where the control script writes a line for each run. */
  readonly logFile: (side: TakeoverSide) => string;
  /** Whether that line says how long the run took, to the millisecond. @default false */
  readonly logsRunTime?: boolean;
}
