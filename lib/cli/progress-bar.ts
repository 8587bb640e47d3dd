import { Presets, SingleBar } from "cli-progress";

/** A bar that shows how far long work is: on a terminal alone, and on the stream that no program reads. */
export interface ProgressBar {
  readonly show: (done: number, of: number) => void;
  readonly end: () => void;
}

/**
 * Starts one.
 *
 * @param what the work is about
 * @param things what is counted
 */
export function progressBar(what: string, things: string): ProgressBar {
  if (!process.stderr.isTTY) return { show: () => {}, end: () => {} };
  const format = `  ${what} [{bar}] {value} of {total} ${things}`;
  // Cut to the terminal's width by the library: with wrapping switched off in the terminal, Ctrl-C would leave it so.
  const options = { format, stream: process.stderr, clearOnComplete: true, linewrap: true };
  const bar = new SingleBar(options, Presets.shades_grey);
  bar.start(1, 0);
  const show = (done: number, of: number) => {
    bar.setTotal(of);
    bar.update(done);
  };
  return { show, end: () => bar.stop() };
}
