import type { Recognise } from "./seen-pair";
import { hostOf } from "./site-export";
import { branch, leaf } from "./written";

/** The number of seats that a pair on one host is supported for; an operator would have to know if there are more. */
const SUPPORTED_SEATS = 100;

/** Both servers on one host: nothing moves. */
export const recogniseSingleHost: Recognise = ({ name, primary, backup }) => {
  if (hostOf(primary.application)?.value !== hostOf(backup.application)?.value) return undefined;
  const key = `pairs.${name}.highAvailability.singleHost.seats`;
  return {
    settings: branch({ seats: leaf(SUPPORTED_SEATS, "not known; this is the most that is supported") }),
    free: ["sip-address", "sip-outbound-proxy"],
    notes: [
      {
        kind: "unknown",
        code: "seats-unknown",
        of: `pair ${name}`,
        message: "the number of agents and other phone users that it serves is not known",
        fix: `correct ${key}`,
      },
    ],
  };
};
