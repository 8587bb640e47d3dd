import { DECLARED, type Declares } from "./declares";

/** How a pair is highly available, with the settings: the value of `highAvailability`. */
export abstract class HighAvailabilityChoice implements Declares {
  protected constructor(
    private readonly option: string,
    private readonly settings: object | undefined,
  ) {}

  /** The option and its settings. */
  [DECLARED](): unknown {
    // If a program passed no settings, the checks report which ones are missing, and where.
    return { [this.option]: this.settings ?? {} };
  }
}
