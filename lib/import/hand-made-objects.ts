import { show } from "../text/wording";
import { type ImportNote, objectText, placeText } from "./import-note";
import { isCompanion } from "./program-files";
import type { SeenPair, SeenProgram } from "./seen-pair";
import { entriesAt, nameOf, textAt } from "./site-export";
import { isOwnProgram } from "./site-programs";

/**
 * What somebody made to move virtual IPs, and what is not in the environment file, because the names in the file come from the names of the servers. It
 * stays in the Configuration Layer beside what is imported, so each of these objects is reported.
 */
export function handMadeNotes(pairs: readonly SeenPair[]): ImportNote[] {
  const notes = pairs.flatMap((pair) => [
    ...conditionNotes(pair),
    ...programNotes(pair),
    ...pair.unclaimed.map(unclaimedNote),
    ...[...pair.programs, ...pair.unclaimed].flatMap(unreadNotes),
  ]);
  // A condition for any application concerns several pairs, but is only one condition.
  const seen = new Set<string>();
  return notes.filter(({ of, code }) => !seen.has(`${code} ${of}`) && seen.add(`${code} ${of}`));
}

function conditionNotes({ name, primary, backup, conditions, behind }: SeenPair): ImportNote[] {
  const own = new Set(
    [primary, backup].flatMap((one) => ["PRIMARY", "BACKUP"].map((role) => `${one.name}_BECAME_${role}`)),
  );
  const isMoved = behind === undefined;
  return conditions
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
          ? "disable it in the maintenance window in which the imported conditions are enabled; when those have proved themselves, remove it and its reactions"
          : "find out what its reactions do; behind the device nothing has to react to a change of role",
      };
    });
}

function programNotes({ name, primary, backup, programs, behind }: SeenPair): ImportNote[] {
  const applications = [primary, backup].map(({ application }) => application);
  const isMoved = behind === undefined;
  return programs
    .filter(({ application }) => !isOwnProgram(application, applications))
    .map((program): ImportNote => {
      const { application, command, host, isSeen } = program;
      const common = {
        kind: "left",
        of: objectText("application", nameOf(application)),
        position: application.at(["commandLine"]),
      } as const;
      if (!isSeen)
        return {
          ...common,
          code: "program-unknown",
          message:
            program.unread === undefined
              ? `it is started on ${host.object}, and nothing of what it does was read; if it moves the virtual IP of pair ${name}, the file has something else instead`
              : `it is started on ${host.object}, and what was read of it leaves the work to another file; if it moves the virtual IP of pair ${name}, the file has something else instead`,
          found: foundOf(program),
          fix: "find out what it does; a program that moves the virtual IP must not be started beside what the file has",
        };
      return {
        ...common,
        code: "hand-made-program",
        message: isMoved
          ? `it is started on ${host.object} for pair ${name}; with the file, a control script and applications of other names take its place`
          : `it is started on ${host.object} for pair ${name}, which is behind a BIG-IP: nothing of the file is started on a change of role`,
        found: show(command),
        fix: isMoved
          ? "keep it until the control scripts have proved themselves, but let nothing start it; then remove it and its files"
          : "find out what it is for; behind the device no host has the virtual IP",
      };
    });
}

/** A program on a host of several pairs. */
function unclaimedNote(program: SeenProgram): ImportNote {
  const { application, host } = program;
  return {
    kind: "left",
    code: "program-unknown",
    of: objectText("application", nameOf(application)),
    position: application.at(["commandLine"]),
    message: `it is started on ${host.object}, where servers of several pairs run, and nothing says for which of them; if it moves a virtual IP, the file has something else instead`,
    found: foundOf(program),
    fix: "find out what it does; a program that moves a virtual IP must not be started beside what the file has",
  };
}

/** What is started, and its line that leads to another file. */
function foundOf({ command, unread }: SeenProgram): string {
  return unread === undefined ? show(command) : `${show(command)}; ${placeText(unread.position)}: ${unread.text}`;
}

/** Files that a survey should have read, but could not. */
function unreadNotes(program: SeenProgram): ImportNote[] {
  const { object } = program.host;
  return program.files.flatMap((file): ImportNote[] => {
    if (file.state === "read" || isCompanion(file.path)) return [];
    if (file.state === "missing")
      return unreadNote(
        program,
        file,
        `what it starts on ${object} is not there, so it is not known what it does`,
        "find out what it starts",
      );
    if (file.state === "binary")
      return unreadNote(
        program,
        file,
        `what it starts on ${object} is a program that is not text, so it is not known what it does`,
        "ask whoever made it what it does",
      );
    return unreadNote(
      program,
      file,
      `what it starts on ${object} could not be read, so it is not known what it does`,
      "run the survey as root, on Windows as an administrator",
    );
  });
}

function unreadNote(
  { application }: SeenProgram,
  { path, position }: SeenProgram["files"][number],
  message: string,
  fix: string,
): ImportNote[] {
  return [
    {
      kind: "unknown",
      code: "script-not-read",
      of: objectText("application", nameOf(application)),
      position,
      message,
      found: show(path),
      fix,
    },
  ];
}
