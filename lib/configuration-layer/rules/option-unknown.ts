import type { EnvironmentRule } from "../../checks/rule";
import { nearest } from "../../errors";
import { ANNEX_SECTION, userOptions } from "../declared-options";
import { OPTIONS, validateOption } from "../options-catalogue";

/** Reports options that could not be checked; an option is not wrong only because the catalogue does not have it. */
export const optionUnknown: EnvironmentRule = {
  code: "option-unknown",
  level: "warning",
  title: "Options can be checked",
  why: "The catalogue has the options that high availability touches. SIP Server has hundreds more, and nothing here checks whether those are right.",
  *evaluate(topology) {
    for (const { section, option, value, path } of userOptions(topology)) {
      const result = validateOption(section, option, value);
      // An option in the wrong place is not checked any further.
      if (result.verdict !== "unknown" || section === ANNEX_SECTION) continue;
      const meant = nearest(`${section}/${option}`, NAMES);
      const check = "compare it with the documentation of your SIP Server version";
      yield {
        path,
        notEvaluated: result.reason,
        fix:
          meant === undefined || NAMES.includes(`${section}/${option}`)
            ? check
            : `did you mean ${meant}? If not, ${check}`,
      };
    }
  },
};

const NAMES = OPTIONS.filter(({ level }) => level === "sip-server").map(
  ({ section, option }) => `${section}/${option}`,
);
