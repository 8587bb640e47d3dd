import { type AddressFamily, familyOf } from "../../../model/address";
import type { ShellText } from "../../../scripts/shell-text";
import type { UnixSystemName } from "../../../scripts/unix/prologue";
import type { ConflictPolicy, TakeoverSide } from "../model";

/** What differs between the control scripts of Solaris and AIX; the rest is one program. */
export interface UnixSystem {
  readonly name: UnixSystemName;
  readonly families: Readonly<Record<AddressFamily, UnixFamily>>;
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
  readonly functions: (variant: ScriptVariant) => readonly ShellText[];
  /** What `status` says in the states that only this system has: the branches of a case. */
  readonly furtherStates: ShellText | undefined;
}

/** What is peculiar to virtual IPs of a family. */
export interface UnixFamily {
  /** By absolute path: what every command needs, what `up` and `announce` need besides. */
  readonly tools: { readonly always: readonly string[]; readonly up: readonly string[] };
  /** What is said where the system lists no such interface. */
  readonly absent: ShellText;
  /** What an operator types where the interface is down. */
  readonly bringUp: ShellText;
}

/** What the bodies of two scripts of a system share when all of it is the same. */
export interface ScriptVariant {
  readonly policy: ConflictPolicy;
  readonly family: AddressFamily;
  readonly hasGateway: boolean;
}

/** That of a side's script. */
export function variantOf({ takeover, network }: TakeoverSide): ScriptVariant {
  return {
    policy: takeover.conflictPolicy,
    family: familyOf(takeover.virtualIp),
    hasGateway: network.gateway !== undefined,
  };
}
