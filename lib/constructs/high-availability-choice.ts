import { DECLARED, type Declares } from "./declares";

/** The way in which a pair is highly available, with its settings: what stands under `highAvailability`. */
export abstract class HighAvailabilityChoice implements Declares {
  protected constructor(
    private readonly option: string,
    private readonly settings: object | undefined,
  ) {}

  /** The option and its settings. */
  [DECLARED](): unknown {
    // Where a program has passed none, the checks say which ones are missing, and where.
    return { [this.option]: this.settings ?? {} };
  }
}
