// Imports by name alone: its declarations are shipped for import and for require.
import { matchers, type TopologyMatchers } from "sip-server-ha/testing";
import { expect } from "vitest";

expect.extend(matchers);

declare module "vitest" {
  // The type parameter has to be as vitest has it.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  interface Matchers<T = any> extends TopologyMatchers<T> {}
}
