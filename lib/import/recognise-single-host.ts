import type { Recognise } from "./seen-pair";
import { hostOf } from "./site-export";
import { branch, leaf } from "./written";

/** The seats that a pair on one host is supported for; more than that an operator would have to know. */
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
