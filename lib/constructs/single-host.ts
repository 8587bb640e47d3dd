import { HighAvailabilityChoice } from "./high-availability-choice";

/** Settings of a pair on a single host. */
export interface SingleHostProps {
  /** How many agents and other users of phones the pair serves; at most 100 (documented).
   * @source single-host */
  readonly seats: number;
}

/** Both servers on one host; the Management Layer makes the other process primary. */
export class SingleHost extends HighAvailabilityChoice {
  constructor(props: SingleHostProps) {
    super("singleHost", props);
  }
}
