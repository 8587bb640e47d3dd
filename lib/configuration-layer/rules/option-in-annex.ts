import type { EnvironmentRule } from "../../checks/rule";
import { ANNEX_SECTION, userOptions } from "../declared-options";

/** No option of the Annex is written into the options, where nobody looks for it. Fact: `process-hang`. */
export const optionInAnnex: EnvironmentRule = {
  code: "option-in-annex",
  level: "warning",
  title: "Options are in the options of SIP Server, and not in its Annex",
  why: "Options of section sml, such as heartbeat-period and autostart, are in the Annex of the application (documented: FR/Current/CORM/CommSmlSect). What is declared here is imported into its options, where they mean nothing to the Management Layer, so the option has no effect (deduced).",
  *evaluate(topology) {
    for (const { section, option, path } of userOptions(topology))
      if (section === ANNEX_SECTION)
        yield {
          path,
          part: "key",
          message: `the option ${section}/${option} belongs in the Annex, and this would set it in the options`,
          found: `${section}/${option}`,
          fix: "remove it here, and set it by hand in the Annex of the application",
        };
  },
};
