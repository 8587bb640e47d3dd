import { milliseconds } from "../../model/duration";
import type { EnvironmentRule } from "../rule";

/** Solution Control Server can see its own split brain. */
export const flipDetectionTooLong: EnvironmentRule = {
  code: "flip-detection-too-long",
  level: "warning",
  title: "haFlipDetectTimeout is at most 15 s",
  why: "Above 15 s Solution Control Server cannot detect the split brain of its peer (documented).",
  *evaluate({ managementLayer }) {
    const { haFlipDetectTimeout } = managementLayer.failureDetection;
    if (milliseconds(haFlipDetectTimeout) > 15_000)
      yield {
        path: ["managementLayer", "failureDetection", "haFlipDetectTimeout"],
        message: "Solution Control Server would not detect the split brain of its peer",
        found: haFlipDetectTimeout,
        allowed: "at most 15s",
        fix: "use 10s, the default",
      };
  },
};
