import type { Service } from "./model";

/** How the files written for a device get onto it, and off it again: parts of a pair's chapter of the runbook. */
export interface Delivery {
  /** How the device gets its two sides; follows the table that describes them. */
  readonly network: (service: Service) => string;
  readonly deployment: (service: Service) => string;
  /** The step that takes the pair off the device, or puts back what the device had. */
  readonly undone: (service: Service) => readonly string[];
  /** Saves what the device has, before anything of it changes. */
  readonly kept: (service: Service) => string;
  /** Takes the pair off the device for good. */
  readonly takenOff: (service: Service) => string;
  /** What changes in place, and how a transport is removed. */
  readonly transports: (service: Service) => string;
  /** What a second device needs. */
  readonly ofSecond: string;
}
