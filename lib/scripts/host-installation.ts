import type { InstallerWork } from "./installer-work";

/** A file that the installer puts in place. */
export interface InstalledFile {
  /** Its name in the folder that the installer was copied to. */
  readonly name: string;
  /** The absolute path of the installed file. */
  readonly target: string;
  /** Octal, e.g. `0750`; on Windows `administrators`, like the group. */
  readonly mode: string;
  readonly group: string;
}

/** Everything that the installer of one host is made from. */
export interface HostInstallation {
  readonly environment: string;
  readonly host: string;
  readonly installDirectory: string;
  readonly files: readonly InstalledFile[];
  readonly work: InstallerWork;
  /** The account that starts the control scripts, and whether it needs sudo for that. */
  readonly localControlAgent: { readonly account: string; readonly becomeRoot: "none" | "sudo" };
}

/** What each exit code of an installer means, on every operating system. */
export const INSTALLER_EXIT_CODES: ReadonlyMap<number, string> = new Map([
  [0, "done, or so already"],
  [2, "wrong use"],
  [4, "not root, on Windows no administrator"],
  [5, "a tool is missing"],
  [6, "the host is not as declared"],
  [7, "a host that is not the peer holds a virtual IP"],
  [8, "another run holds the lock"],
  [9, "the system did not do what was asked"],
  [10, "refused, as a virtual IP is up here"],
]);
