import type { ExportedObject } from "../drift/configuration-export";
import { type OperatingSystem, operatingSystemNames } from "../model/operating-system";
import type { HostSurvey } from "./host-survey";
import { commandOf } from "./seen-pair";
import { hostOf, textAt } from "./site-export";
import type { SurveyedFile } from "./surveyed-files";

/** How files are named on a system. */
interface FileNames {
  readonly absolute: RegExp;
  /** What the system itself provides, interpreters and tools, which say nothing; and programs that are not text. */
  readonly telling: (path: string) => boolean;
  /** A word in the application's own folder: as the command, and as an argument of the command. */
  readonly relative: (word: string, isCommand: boolean) => boolean;
  /** What a survey's program can contain. */
  readonly allowed: RegExp;
  /** Files of this package beside a control script, which contain the rest of its settings: the system starts them, or an operator has started them. */
  readonly companions: readonly (readonly [ending: string, companion: string])[];
  /** A path as the system itself writes it. */
  readonly own: (path: string) => string;
  /** The words of a command, without their quotes. */
  readonly words: (command: string) => readonly string[];
}

const UNIX: FileNames = {
  absolute: /^\//,
  telling: (path) => !/^\/(?:usr\/)?s?bin\//.test(path),
  relative: (word, isCommand) =>
    /^(?:\.\/)?[\w.-]+$/.test(word) && (isCommand ? word.startsWith("./") || word.includes(".") : /\.k?sh$/.test(word)),
  allowed: /^[^\p{Cc}\uFFFD]+$/u,
  companions: [["-vip", "-vip-watchdog"]],
  own: (path) => path,
  words: (command) => command.split(/\s+/).map((word) => word.replaceAll(/^["']|["']$/g, "")),
};

const WINDOWS: FileNames = {
  absolute: /^[A-Za-z]:\\/,
  telling: (path) => !/^[A-Za-z]:\\windows\\|\.(?:exe|com|dll|msi)$/i.test(path),
  relative: (word) => /^(?:\.\\)?[\w .-]+\.(?:bat|cmd|vbs|ps1|wsf|js|pl|py)$/i.test(word),
  allowed: /^[\x20-\x7e]+$/,
  companions: [
    ["-vip.cmd", "-vip-watchdog.cmd"],
    ["-nlb.cmd", "-nlb-build.ps1"],
  ],
  own: (path) => path.replaceAll("/", "\\"),
  // A quoted path may contain spaces.
  words: (command) => (command.match(/"[^"]*"|[^\s"]+/g) ?? []).map((word) => word.replaceAll('"', "").trim()),
};

const FILE_NAMES = { sh: UNIX, bat: WINDOWS };

/** The absolute paths of the files that an application starts on a host, in its command or as an argument of it; a relative path is in the application's folder. */
export function programPaths(application: ExportedObject, os: OperatingSystem): string[] {
  const { language, separator } = operatingSystemNames[os].shell;
  const names = FILE_NAMES[language];
  const { own } = names;
  const folder = own(textAt(application, "workDirectory")?.value ?? "").replace(/(?<![\\/])[\\/]+$/, "");
  const paths = names.words(commandOf(application)).flatMap((word, index) => {
    const path = own(word);
    if (names.absolute.test(path)) return names.telling(path) ? [path] : [];
    return names.relative(path, index === 0) && names.absolute.test(`${folder}${separator}`)
      ? [`${folder}${separator}${path.replace(/^\.[\\/]/, "")}`]
      : [];
  });
  const beside = paths.flatMap((path) =>
    names.companions.flatMap(([ending, companion]) =>
      path.endsWith(ending) ? [`${path.slice(0, -ending.length)}${companion}`] : [],
    ),
  );
  return [...new Set([...paths, ...beside])].filter((path) => names.allowed.test(path) && !/[<>|?*]/.test(path));
}

/** Whether a file is one that may be beside a control script of this package, but need not be there. */
export function isCompanion(path: string): boolean {
  return [UNIX, WINDOWS].some(({ companions }) => companions.some(([, companion]) => path.endsWith(companion)));
}

/** What was surveyed of an application's files, and of the files that they read in, which come after them. */
export function programFiles(application: ExportedObject, surveys: ReadonlyMap<string, HostSurvey>): SurveyedFile[] {
  const survey = surveys.get(hostOf(application)?.value ?? "");
  if (survey === undefined) return [];
  const paths = new Set(programPaths(application, survey.os));
  const files: SurveyedFile[] = [];
  let isOwn = false;
  for (const file of survey.scripts) {
    if (file.isStarted) isOwn = paths.has(file.path);
    if (isOwn) files.push(file);
  }
  return files;
}
