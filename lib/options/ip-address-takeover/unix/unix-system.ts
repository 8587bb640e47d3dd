import type { ShellText } from "../../../scripts/shell-text";
import type { UnixSystemName } from "../../../scripts/unix/prologue";
import type { ConflictPolicy, TakeoverSide } from "../model";

/** What differs between the control scripts of Solaris and AIX; the rest is one program. */
export interface UnixSystem {
  readonly name: UnixSystemName;
  /** By absolute path: what every command needs, what `up` and `announce` need besides. */
  readonly tools: { readonly always: readonly string[]; readonly up: readonly string[] };
  /** What stands before a mask's eight hexadecimal digits where `ifconfig` prints it. */
  readonly netmaskPrefix: "" | "0x";
  /**
   * Shell functions:
   *  - `read_state` sets STATE (up, down, misplaced, unknown, or what else the system knows), PLACE, FLAGS of the interface, OWN;
   *  - `check_interface` ends a run that the interface is not fit for;
   *  - `take_address` puts the virtual IP on, as far as the policy goes, or ends the run;
   *  - `remove_address` takes it off;
   *  - `announce` follows a successful `up`, `announce_again` is the command.
   */
  readonly functions: (policy: ConflictPolicy, side: { readonly hasGateway: boolean }) => readonly ShellText[];
  /** What `status` says in the states that only this system has: the branches of a case. */
  readonly furtherStates: ShellText | undefined;
}

/** What the bodies of two scripts share when all of this is the same. */
export function hasGateway({ network }: TakeoverSide): boolean {
  return network.gateway !== undefined;
}
