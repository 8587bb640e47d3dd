/** By Ctrl-C, by whoever runs a pipeline, and by a terminal that is gone. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const came = new Set<NodeJS.Signals>();
let isListening = false;

/**
 * Does something that has to be done whole or not at all, and is over soon: a signal to end that comes meanwhile ends the process afterwards, or it would leave
 * files that are half written, and some under names that nobody looks for.
 */
export function uninterrupted<T>(action: () => T): T {
  listen();
  return action();
}

/** Until the engine has its next turn, which it gets when all is done; however many actions there are until then. */
function listen(): void {
  if (isListening) return;
  isListening = true;
  for (const signal of SIGNALS) process.on(signal, note);
  setImmediate(deliver);
}

function note(signal: NodeJS.Signals): void {
  came.add(signal);
}

function deliver(): void {
  isListening = false;
  for (const signal of SIGNALS) {
    process.off(signal, note);
    // Whoever listens beside this has been told of it.
    if (came.delete(signal) && process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  }
}
