import { milliseconds } from "../../model/duration";
import type { EnvironmentRule } from "../rule";

/** Both sides of the HA link notice its loss. Fact: `ha-link-addp`. */
export const haLinkWatched: EnvironmentRule = {
  code: "ha-link-watched",
  level: "warning",
  title: "Both servers of a pair watch their HA link by ADDP",
  why: "Between any two T-Servers the vendor strongly recommends ADDP on both sides (documented: FR/8.5.0/Dep/ADDP). For another T-Server it is documented that 0 is off, and that both timeouts must be set if the HA link uses ADDP (TS/8.1.1/TSCSTA/TCBackupSyncSection). A side that does not watch notices the loss only when TCP gives up.",
  *evaluate({ pairs }) {
    for (const { name, haLink } of pairs.values()) {
      const off = (["addpTimeout", "addpRemoteTimeout"] as const).filter((key) => milliseconds(haLink[key]) === 0);
      const [key] = off;
      if (key === undefined) continue;
      const who = off.length === 2 ? "neither server watches" : "one of the servers does not watch";
      yield {
        path: ["pairs", name, "haLink", key],
        message: `${who} the HA link, and so notices its loss late, after a time that is not known`,
        found: haLink[key],
        allowed: "a time above 0s for addpTimeout and for addpRemoteTimeout",
        fix: "use 5s for both, the default here, or more if the network has delays",
      };
    }
  },
};
