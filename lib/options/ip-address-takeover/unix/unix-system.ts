import { type AddressFamily, familyOf } from "../../../model/address";
import type { ShellText } from "../../../scripts/shell-text";
import type { UnixSystemName } from "../../../scripts/unix/prologue";
import type { ConflictPolicy, TakeoverSide } from "../model";

/** What differs between the control scripts of Solaris and AIX; the rest is one program. */
export interface UnixSystem {
  readonly name: UnixSystemName;
  readonly families: Readonly<Record<AddressFamily, UnixFamily>>;
  /** What `ifconfig` prints before the eight hexadecimal digits of a netmask. */
  readonly netmaskPrefix: "" | "0x";
  /**
   * Shell functions:
   *  - `read_state` sets STATE (up, down, misplaced, unknown, or a state that only this system has), PLACE, FLAGS of the interface, OWN;
   *  - `check_interface` ends the run if the interface is not fit for it;
   *  - `take_address` puts the virtual IP on, as far as the policy allows, or ends the run;
   *  - `remove_address` takes it off;
   *  - `announce` follows a successful `up`, `announce_again` is the command.
   */
  readonly functions: (variant: ScriptVariant) => readonly ShellText[];
  /** What `status` says in the states that only this system has: the branches of a case. */
  readonly furtherStates: ShellText | undefined;
}

/** What differs between the address families. */
export interface UnixFamily {
  /** By absolute path: the tools that every command needs, and those that `up` and `announce` need besides. */
  readonly tools: { readonly always: readonly string[]; readonly up: readonly string[] };
  /** The message if the system lists no such interface. */
  readonly absent: ShellText;
  /** The command that an operator types if the interface is down. */
  readonly bringUp: ShellText;
}

/** The settings on which the body of a script depends: two scripts of a system share one body if all of these are the same. */
export interface ScriptVariant {
  readonly policy: ConflictPolicy;
  readonly family: AddressFamily;
  readonly hasGateway: boolean;
}

/** The variant of a side's script. */
export function variantOf({ takeover, network }: TakeoverSide): ScriptVariant {
  return {
    policy: takeover.conflictPolicy,
    family: familyOf(takeover.virtualIp),
    hasGateway: network.gateway !== undefined,
  };
}
