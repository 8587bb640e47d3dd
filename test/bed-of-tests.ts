import { afterAll, beforeAll, beforeEach } from "vitest";
import type { SampleOverrides } from "./sample-topology";
import { TakeoverBed } from "./takeover-bed";

/** The bed of a `describe`. It is opened before the first test and closed after the last. Each test finds it with these settings, and with nothing left from another test. */
export function bedOfTests(settings: SampleOverrides = {}): TakeoverBed {
  const bed = new TakeoverBed();
  beforeAll(() => bed.open());
  afterAll(() => bed.close());
  beforeEach(() => bed.reset(settings));
  return bed;
}
