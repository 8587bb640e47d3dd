import { expect } from "vitest";
import { TestMisuse, UnmetExpectation } from "../../lib/testing";

/** The message of an expectation that is not met. */
export function messageOf(act: () => unknown): string {
  return thrownBy(act, UnmetExpectation).message;
}

/** The message of a test that asks for something impossible. */
export function misuseOf(act: () => unknown): string {
  return thrownBy(act, TestMisuse).message;
}

function thrownBy(act: () => unknown, type: typeof UnmetExpectation | typeof TestMisuse): Error {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(type);
    return error as Error;
  }
  throw new Error("nothing was thrown");
}
