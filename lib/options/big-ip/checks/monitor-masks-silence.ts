import type { EnvironmentRule } from "../../../checks/rule";
import { type OptionValues, serversOf } from "../../../model/pair";
import { bigIpPairs } from "../model";

/** The monitor does not satisfy the server's own watch on SIP traffic. */
export const monitorMasksSilence: EnvironmentRule = {
  code: "monitor-masks-silence",
  level: "warning",
  title: "sip-pass-check is not relied on behind a BIG-IP",
  why: "With it, a primary that gets no SIP messages for a time starts a switchover (documented). The monitor's questions may count as such messages (deduced), so a dead path to callers goes unnoticed.",
  *evaluate(topology) {
    for (const pair of bigIpPairs(topology)) {
      const servers = serversOf(pair).map((server): readonly [readonly string[], OptionValues] => [
        ["pairs", pair.name, server === pair.primary ? "primary" : "backup", "options"],
        server.options,
      ]);
      const places = [[["pairs", pair.name, "options"], pair.options] as const, ...servers];
      for (const [path, options] of places) {
        const value = options.TServer?.["sip-pass-check"];
        if (value !== undefined && value !== "false")
          yield {
            path: [...path, "TServer", "sip-pass-check"],
            message: `sip-pass-check of pair ${pair.name} sees the monitor's questions every ${pair.highAvailability.monitorInterval}, even if no caller gets through`,
            found: value,
            fix: "watch the path to callers by other means, and name them in an acknowledgement",
          };
      }
    }
  },
};
