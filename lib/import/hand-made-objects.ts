import { show } from "../text/wording";
import { type ImportNote, objectText } from "./import-note";
import { isCompanion } from "./program-files";
import type { SeenPair } from "./seen-pair";
import { entriesAt, nameOf, textAt } from "./site-export";
import { isOwnProgram } from "./site-programs";

/**
 * What somebody has made to move virtual IPs, of which the environment file has nothing: its names come from those of the servers. It stays in the
 * Configuration Layer beside what is imported, so that each of it is told.
 */
export function handMadeNotes(pairs: readonly SeenPair[]): ImportNote[] {
  const notes = pairs.flatMap(({ name, primary, backup, programs, conditions, behind }): ImportNote[] => {
    const isMoved = behind === undefined;
    const servers = [primary, backup];
    const applications = servers.map(({ application }) => application);
    const own = new Set(servers.flatMap((one) => ["PRIMARY", "BACKUP"].map((role) => `${one.name}_BECAME_${role}`)));
    return [
      ...conditions
        .filter((one) => !own.has(nameOf(one)))
        .map((one): ImportNote => {
          const reactions = entriesAt(one, "reactionScripts").map((path) => show(textAt(one, ...path, "name")?.value));
          return {
            kind: "left",
            code: "hand-made-condition",
            of: objectText("alarm condition", nameOf(one)),
            position: one.at(["name"]),
            message: isMoved
              ? `it reacts to the servers of pair ${name}, as the conditions in objects.json will: both together would move the virtual IP twice`
              : `it reacts to the servers of pair ${name}, which is behind a BIG-IP: the file has no condition that reacts to a change of role`,
            found: `reactions ${reactions.join(", ")}`,
            fix: isMoved
              ? "disable it in the same maintenance window in which the imported conditions are enabled; remove it, and its reactions, once they have proved themselves"
              : "find out what its reactions do; behind the device nothing has to react to a change of role",
          };
        }),
      ...programs
        .filter(({ application }) => !isOwnProgram(application, applications))
        .map(
          ({ application, command, host, isSeen }): ImportNote => ({
            kind: "left",
            code: isSeen ? "hand-made-program" : "program-unknown",
            of: objectText("application", nameOf(application)),
            position: application.at(["commandLine"]),
            message: isSeen
              ? isMoved
                ? `it is started on ${host.object} for pair ${name}; with the file, a control script and applications of other names take its place`
                : `it is started on ${host.object} for pair ${name}, which is behind a BIG-IP: nothing of the file is started on a change of role`
              : `it is started on ${host.object}, and nothing of what it does was read; where it moves the virtual IP of pair ${name}, the file has something else in its place`,
            found: show(command),
            fix: isSeen
              ? isMoved
                ? "keep it until the control scripts have proved themselves, with nothing that starts it; then remove it and its files"
                : "find out what it is for; behind the device no host has the virtual IP"
              : "find out what it does; what moves the virtual IP must not be started beside what the file has",
          }),
        ),
      ...programs.flatMap(({ application, files, host }) =>
        files
          .filter(({ state, path }) => state !== "read" && !isCompanion(path))
          .map(
            ({ path, state, position }): ImportNote => ({
              kind: "unknown",
              code: "script-not-read",
              of: objectText("application", nameOf(application)),
              position,
              message: `what it starts on ${host.object} ${state === "missing" ? "is not there" : "could not be read"}, so that nothing is known of what it does`,
              found: show(path),
              fix:
                state === "missing"
                  ? "find out what it starts"
                  : "run the survey as root, on Windows as an administrator",
            }),
          ),
      ),
    ];
  });
  // A condition for any application concerns several pairs, and is one.
  const seen = new Set<string>();
  return notes.filter(({ of, code }) => !seen.has(`${code} ${of}`) && seen.add(`${code} ${of}`));
}
