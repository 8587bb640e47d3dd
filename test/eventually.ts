/**
 * Waits until a condition holds; fails after the time, with an account of how things are then. A look that takes long, as it starts a command, is taken
 * less often: whoever waits leaves the machine to those that work.
 */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  milliseconds = 5_000,
  account: () => string = () => String(condition),
): Promise<void> {
  const end = performance.now() + milliseconds;
  for (let begun = performance.now(); !(await condition()); begun = performance.now()) {
    const now = performance.now();
    if (now > end) throw new Error(`not so after ${milliseconds} ms: ${account()}`);
    const pause = Math.min(Math.max(20, 4 * (now - begun)), 100);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
