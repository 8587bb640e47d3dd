import type { Service } from "./model";

/** How what is written for a device gets onto it, and off it again: parts of a pair's chapter of the runbook. */
export interface Delivery {
  /** How the device gets its two sides, after the table of what they are. */
  readonly network: (service: Service) => string;
  readonly deployment: (service: Service) => string;
  /** The step that takes the pair off the device, or puts back what it had. */
  readonly undone: (service: Service) => readonly string[];
  /** Keeps what the device has, before anything of it changes. */
  readonly kept: (service: Service) => string;
  /** Takes the pair off the device, where it goes to stay away. */
  readonly takenOff: (service: Service) => string;
  /** What changes in place, and how a transport goes. */
  readonly transports: (service: Service) => string;
  /** What a second device needs for it. */
  readonly ofSecond: string;
}
