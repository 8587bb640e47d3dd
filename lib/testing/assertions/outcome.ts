/** What came of an assertion. */
export interface Outcome {
  readonly isMet: boolean;
  /** What to say of it: where it is not met, what is wrong; where it is, what there is, for a test in which it must not be. */
  message(): string;
}

/** Thrown by an assertion that is not met. */
export class UnmetExpectation extends Error {
  /** @param below the function that was called; the trace begins with its caller */
  constructor(message: string, below: (...args: never[]) => unknown) {
    super(message);
    this.name = "UnmetExpectation";
    Error.captureStackTrace(this, below);
  }
}
