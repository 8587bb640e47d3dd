import type { FactsFile } from "../drift/facts-file";
import type { FileText } from "../text/file-text";
import type { SurveyedHost } from "./host-survey";

/** What is specific to an operating system when a host about which nothing is declared is surveyed. */
export interface SurveySystem {
  /** What the section `system` of a survey calls it. */
  readonly kernel: string;
  /**
   * The program that surveys a host. It only reads, changes nothing, and writes to standard output.
   *
   * @param scripts what the Configuration Layer starts on the host, by absolute path
   */
  readonly program: (host: string, scripts: readonly string[]) => FileText;
  /** Whether such a program can contain the name of the host. */
  readonly takesName: (host: string) => boolean;
  /** Understands the output of the program; or of a collector for `sip-ha drift`, which has no routes and no scripts. */
  readonly read: (facts: FactsFile) => SurveyedHost;
}
