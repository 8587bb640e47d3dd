import type { FactsFile } from "../drift/facts-file";
import type { FileText } from "../text/file-text";
import type { SurveyedHost } from "./host-survey";

/** What is peculiar to an operating system when a host of which nothing is declared is surveyed. */
export interface SurveySystem {
  /** What the section `system` of a survey calls it. */
  readonly kernel: string;
  /**
   * The program that surveys a host. It reads, changes nothing, and writes to standard output.
   *
   * @param scripts what the Configuration Layer starts on the host, by absolute path
   */
  readonly program: (host: string, scripts: readonly string[]) => FileText;
  /** Whether such a program can hold the name of the host. */
  readonly takesName: (host: string) => boolean;
  /** Understands what the program has printed; or what a collector for `sip-ha drift` wrote, which has no routes and no scripts. */
  readonly read: (facts: FactsFile) => SurveyedHost;
}
