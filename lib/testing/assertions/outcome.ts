/** The outcome of an assertion. */
export interface Outcome {
  readonly isMet: boolean;
  /** The message. If the expectation is not met, it says what is wrong; if it is met, it says what is there, for a test that expects the opposite. */
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
