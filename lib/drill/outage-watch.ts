import type { Probe } from "./drill-kit";
import { measuredOutage, type RecordedOutage, silentSince } from "./measured-outage";
import type { RunningProbe } from "./surroundings";

/** What a probe sees from a certain moment on. */
export class OutageWatch {
  /** How many questions were decided when the watch began. */
  private readonly earlier: number;
  /** The last silence that was too long, in milliseconds. */
  private silence = 0;

  constructor(
    private readonly probe: Probe,
    private readonly running: RunningProbe,
  ) {
    this.earlier = running.questions().length;
  }

  /** The longest time without an answer, in whole milliseconds. The last answer before the watch shows when that time began. */
  measured(): RecordedOutage {
    const { atLeast, atMost } = measuredOutage(this.running.questions().slice(Math.max(0, this.earlier - 1)));
    return Number.isFinite(atMost)
      ? { atLeast: Math.floor(atLeast), atMost: Math.ceil(atMost) }
      : { atLeast: Math.max(Math.floor(atLeast), this.silence) };
  }

  /**
   * How long nobody has answered by now, in milliseconds, if that is longer than a limit; otherwise undefined. An answer may be under way for as long as the
   * probe waits for one.
   */
  silenceBeyond(limit: number, now: number): number | undefined {
    const since = silentSince(this.running.questions().slice(this.earlier));
    if (since === undefined) return undefined;
    const silence = Math.round(now - since);
    if (silence <= limit + this.probe.patience + 2 * this.probe.interval) return undefined;
    this.silence = silence;
    return silence;
  }
}
