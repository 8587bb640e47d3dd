/**
 * Waits until a condition holds. Fails after the given time, with a text about the state at that moment. A condition that takes long, because it starts a
 * command, is asked less often, so that waiting tests leave the machine to the others.
 */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  milliseconds = 5_000,
  account: () => string = () => String(condition),
): Promise<void> {
  const end = performance.now() + milliseconds;
  for (let begun = performance.now(); !(await condition()); begun = performance.now()) {
    const now = performance.now();
    if (now > end) throw new Error(`still not true after ${milliseconds} ms: ${account()}`);
    const pause = Math.min(Math.max(20, 8 * (now - begun)), 200);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
