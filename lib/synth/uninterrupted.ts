/** Signals from Ctrl-C, from whatever runs a pipeline, and from a terminal that was closed. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const came = new Set<NodeJS.Signals>();
let isListening = false;

/**
 * Does something short that must be done completely or not at all. A signal to end that arrives meanwhile ends the process afterwards; otherwise it
 * would leave half-written files, some of them under names that nobody looks for.
 */
export function uninterrupted<T>(action: () => T): T {
  listen();
  return action();
}

/** Listens until the engine has its next turn, which comes when everything is done, however many actions there are until then. */
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
    // Any other listener has received the signal already.
    if (came.delete(signal) && process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  }
}
