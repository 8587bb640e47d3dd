import { expect, test } from "vitest";
import { uninterrupted } from "../../lib/synth/uninterrupted";

const counts = () => ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => process.listenerCount(signal));

test("what is begun is done whatever signal to end comes meanwhile, and afterwards a signal ends the process as ever", () => {
  const before = counts();
  const during = uninterrupted(() => {
    process.kill(process.pid, "SIGHUP");
    return counts();
  });
  expect(during).toEqual(before.map((one) => one + 1));
  const fails = () =>
    uninterrupted(() => {
      throw new Error("failed");
    });
  expect(fails).toThrow("failed");
  expect(counts()).toEqual(before);
});
