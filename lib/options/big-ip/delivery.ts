import type { Service } from "./model";

/** How the configuration gets onto a device, and off it again: parts of a pair's chapter of the runbook. */
export interface Delivery {
  /** How the device gets its two sides; follows the table that describes them. */
  readonly network: (service: Service) => string;
  readonly deployment: (service: Service) => string;
  /** The step that takes the pair off the device, or restores what the device had. */
  readonly undone: (service: Service) => readonly string[];
  /** The step that saves what the device has, before anything changes. */
  readonly kept: (service: Service) => string;
  /** The step that takes the pair off the device for good. */
  readonly takenOff: (service: Service) => string;
  /** What changes in place, and how a transport is removed. */
  readonly transports: (service: Service) => string;
  /** What a second device needs for it. */
  readonly ofSecond: string;
}
