import { milliseconds } from "../../model/duration";
import type { EnvironmentRule } from "../rule";

/** Solution Control Server can see a split brain with its peer. Whether it runs in distributed mode is not declared. */
export const flipDetectionTooLong: EnvironmentRule = {
  code: "flip-detection-too-long",
  level: "warning",
  title: "haFlipDetectTimeout is at most 15 s",
  why: "Above 15 s a Solution Control Server that runs in distributed mode cannot detect the split brain of its peer (documented: RN/latest/scs85rn/scs85KI, MFWK-21604). The page says nothing about one that does not run in this mode.",
  *evaluate({ managementLayer }) {
    const { haFlipDetectTimeout } = managementLayer.failureDetection;
    if (milliseconds(haFlipDetectTimeout) > 15_000)
      yield {
        path: ["managementLayer", "failureDetection", "haFlipDetectTimeout"],
        message: "in distributed mode Solution Control Server would not detect the split brain of its peer",
        found: haFlipDetectTimeout,
        allowed: "at most 15s",
        fix: "use 10s, the default",
      };
  },
};
