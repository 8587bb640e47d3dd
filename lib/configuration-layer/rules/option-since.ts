import type { EnvironmentRule } from "../../checks/rule";
import { userOptions } from "../declared-options";
import { findOption, isAtLeast } from "../options-catalogue";

/** No option is newer than the SIP Server that it is set on. */
export const optionSince: EnvironmentRule = {
  code: "option-since",
  level: "error",
  acknowledgeable: true,
  title: "Every option exists in the environment's version of SIP Server",
  why: "A server ignores an option that it does not know, so the option has no effect.",
  *evaluate(topology) {
    const { sipServerVersion } = topology.genesys;
    for (const { section, option, path } of userOptions(topology)) {
      const since = findOption(section, option)?.since;
      if (since === undefined || isAtLeast(sipServerVersion, since)) continue;
      yield {
        path,
        part: "key",
        message: `SIP Server has the option ${section}/${option} from ${since} on, but this environment has ${sipServerVersion}`,
        found: sipServerVersion,
        allowed: `${since} or later`,
        fix: "remove the option, upgrade SIP Server, or correct genesys.sipServerVersion",
      };
    }
  },
};
