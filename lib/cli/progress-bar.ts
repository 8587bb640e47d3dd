import { Presets, SingleBar } from "cli-progress";

/** A bar that shows the progress of long work: only on a terminal, and on the stream that no program reads. */
export interface ProgressBar {
  readonly show: (done: number, of: number) => void;
  readonly end: () => void;
}

/**
 * Starts a progress bar.
 *
 * @param what the work is about
 * @param things what is counted
 */
export function progressBar(what: string, things: string): ProgressBar {
  if (!process.stderr.isTTY) return { show: () => {}, end: () => {} };
  const format = `  ${what} [{bar}] {value} of {total} ${things}`;
  // The library cuts the bar to the terminal's width. If it switched off wrapping in the terminal, Ctrl-C would leave wrapping off.
  const options = { format, stream: process.stderr, clearOnComplete: true, linewrap: true };
  const bar = new SingleBar(options, Presets.shades_grey);
  bar.start(1, 0);
  const show = (done: number, of: number) => {
    bar.setTotal(of);
    bar.update(done);
  };
  return { show, end: () => bar.stop() };
}
