import { afterAll, beforeAll, beforeEach } from "vitest";
import type { SampleOverrides } from "./sample-topology";
import { TakeoverBed } from "./takeover-bed";

/** The bed of a `describe`: opened before its first test, with these settings and nothing left of another test before each, closed behind the last. */
export function bedOfTests(settings: SampleOverrides = {}): TakeoverBed {
  const bed = new TakeoverBed();
  beforeAll(() => bed.open());
  afterAll(() => bed.close());
  beforeEach(() => bed.reset(settings));
  return bed;
}
