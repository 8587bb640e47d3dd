import type { Problem } from "../errors";
import { type Finding, inputFinding, type Locate, type Place, type Report } from "./finding";
import { formatReport, type Located, locateReport } from "./located-report";

/** Thrown if an environment cannot be written. The message contains every finding; nothing has been written. */
export class InvalidEnvironment extends Error {
  /** An error for problems outside the checks: while reading a file, or with a construct in no environment. @internal */
  static at(problems: readonly { readonly problem: Problem; readonly place: Place }[]): InvalidEnvironment {
    const places = new Map<unknown, Place>();
    const findings = problems.map(({ problem, place }) => {
      const finding = inputFinding(problem);
      places.set(finding, place);
      return finding;
    });
    return new InvalidEnvironment({ findings, acknowledged: [], notEvaluated: [] }, (entry) => places.get(entry) ?? {});
  }

  /** The findings, each with its place. */
  declare readonly located: readonly Located<Finding>[];

  /** The findings, the acknowledged findings, and what could not be evaluated. */
  declare readonly report: Report;

  /** @internal */
  constructor(report: Report, locate: Locate) {
    const located = locateReport(report, locate);
    super(formatReport(located));
    this.name = "InvalidEnvironment";
    // Node prints both if nobody catches the error. The message says where the mistakes are; where this library noticed them helps nobody.
    this.stack = `${this.name}\n\n${this.message}`;
    Object.defineProperties(this, { report: { value: report }, located: { value: located.findings } });
  }

  /** What other tools show of it. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.stack ?? this.message;
  }
}
