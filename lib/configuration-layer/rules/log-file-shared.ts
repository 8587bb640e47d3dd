import { Claims } from "../../checks/claims";
import type { EnvironmentRule } from "../../checks/rule";
import { show } from "../../errors";
import type { Path } from "../../model/origin";
import { type SipServerPair, serversOf } from "../../model/pair";

/** The section with the options that say where a server's log goes. */
const SECTION = "log";

/** Servers on one host, whether of one pair or of several, do not overwrite each other's logs. */
export const logFileShared: EnvironmentRule = {
  code: "log-file-shared",
  level: "warning",
  title: "Servers on one host have log files of different names",
  why: "Their processes write at the same time (deduced) into the files that have to show what happened in a switchover.",
  *evaluate({ pairs }) {
    const writers = new Claims<string>();
    for (const pair of pairs.values())
      for (const server of serversOf(pair))
        for (const { file, path } of logFiles(pair, server === pair.primary ? "primary" : "backup")) {
          const first = writers.claim(JSON.stringify([server.host, file]), server.application);
          // The rule application-not-unique reports two servers of the same name.
          if (first === undefined || first === server.application) continue;
          yield {
            path,
            message: `on host ${server.host}, ${server.application} writes its log to ${show(file)}, as ${first} does`,
            found: show(file),
            allowed: "a name of its own for each server",
            fix: `set the option under the options of each server, e.g. with ${server.application} in the name`,
          };
        }
  },
};

/** The files that a server's options name, each once. A value with a folder is a file, unlike `stdout` or `network`. */
function logFiles(pair: SipServerPair, role: "primary" | "backup"): { readonly file: string; readonly path: Path }[] {
  const own = pair[role].options[SECTION] ?? {};
  const shared = pair.options[SECTION] ?? {};
  const files = new Map<string, Path>();
  for (const [option, value] of Object.entries({ ...shared, ...own })) {
    const place = Object.hasOwn(own, option) ? [role, "options"] : ["options"];
    for (const file of value.split(",").map((part) => part.trim()))
      if (/[\\/]/.test(file) && !files.has(file)) files.set(file, ["pairs", pair.name, ...place, SECTION, option]);
  }
  return [...files].map(([file, path]) => ({ file, path }));
}
