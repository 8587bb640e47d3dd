/** By Ctrl-C, by whoever runs a pipeline, and by a terminal that is gone. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Does something that has to be done whole or not at all, and is over soon: a signal to end that comes meanwhile is let pass, or it would leave files that are
 * half written, and some under names that nobody looks for.
 */
export function uninterrupted<T>(action: () => T): T {
  const letPass = () => {};
  for (const signal of SIGNALS) process.on(signal, letPass);
  try {
    return action();
  } finally {
    for (const signal of SIGNALS) process.off(signal, letPass);
  }
}
