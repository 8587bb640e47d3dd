import type { Evidence } from "../configuration-layer/evidence";
import type { FileText } from "../text/file-text";

/** A file of the output, in memory. */
export interface Artifact {
  /** Below the environment's folder, with `/`, e.g. `hosts/sip-a/inbound-vip`. */
  readonly path: string;
  /** UTF-8, LF. Read it with `textOf`. */
  readonly content: FileText;
  /** Its purpose, in a phrase. */
  readonly purpose: string;
  /** The element that it comes from, by the name that its user gave: `pairs.inbound`. */
  readonly construct: string;
  /** How well the weakest fact in it is known. */
  readonly evidence: Evidence;
  /** Where it is installed; undefined for a file that no host gets. */
  readonly target?: Target | undefined;
  /** The BIG-IP whose declaration it is, if Terraform brings it there; undefined if an operator does. */
  readonly device?: string;
}

/** Where a file goes on a host. */
export interface Target {
  /** The host, by name. */
  readonly host: string;
  /** The absolute path there. */
  readonly path: string;
  /** Octal, e.g. `0750`; on Windows `administrators`: they and the system alone. */
  readonly mode: string;
  /** The account group that may read it: `root` (on AIX `system`), except for what LCA starts; on Windows `administrators`. */
  readonly group: string;
}
