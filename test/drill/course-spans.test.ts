import { describe, expect, test } from "vitest";
import { courseSpans } from "../../lib/drill/course-spans";
import type { Setting } from "../../lib/simulation/setting";
import { timerOf } from "../../lib/simulation/setting";
import { sampleSetting } from "../simulation/trial";

const SETTING = sampleSetting();
const { span: BOOT } = timerOf(SETTING, "boot");
const { span: STUN } = timerOf(SETTING, "stun");

/** The spans, and how many courses it took to find them. */
function found(measure: (timeOf: (timer: string) => number) => readonly number[] | undefined) {
  let courses = 0;
  const spans = courseSpans(SETTING, (setting: Setting, pace) => {
    courses += 1;
    return measure((timer) => timerOf(setting, timer).span[pace]);
  });
  return { spans, courses };
}

describe("the spans of courses", () => {
  test("cover every mixture of bounds, not only the quick and the slow course", () => {
    const { spans } = found((timeOf) => [timeOf("boot") - timeOf("stun"), timeOf("stun")]);
    expect(spans).toEqual([
      {
        minimum: BOOT.minimum - STUN.maximum,
        typical: BOOT.typical - STUN.typical,
        maximum: BOOT.maximum - STUN.minimum,
      },
      STUN,
    ]);
  });

  test("are found by changing only the timers that a course looks at", () => {
    // The three paces; then each mixture of the bounds of two timers, with all other timers at either bound where the search begins.
    expect(found((timeOf) => [timeOf("boot") + timeOf("stun")])).toEqual({
      spans: [
        {
          minimum: BOOT.minimum + STUN.minimum,
          typical: BOOT.typical + STUN.typical,
          maximum: BOOT.maximum + STUN.maximum,
        },
      ],
      courses: 3 + 2 * 2 ** 2,
    });
    expect(found(() => [7])).toEqual({ spans: [{ minimum: 7, typical: 7, maximum: 7 }], courses: 3 + 2 });
  });

  test("have the times of a timer that a course looks at only if another timer is long", () => {
    const { spans } = found((timeOf) => [timeOf("boot") === BOOT.maximum ? timeOf("stun") : STUN.minimum + 1]);
    expect(spans).toEqual([{ minimum: STUN.minimum, typical: STUN.minimum + 1, maximum: STUN.maximum }]);
  });

  test("leave out mixtures whose course never ends", () => {
    const { spans } = found((timeOf) => (timeOf("boot") === BOOT.maximum ? undefined : [timeOf("boot")]));
    expect(spans).toEqual([{ minimum: BOOT.minimum, typical: BOOT.typical, maximum: BOOT.typical }]);
  });
});
