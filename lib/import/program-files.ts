import type { ExportedObject } from "../drift/configuration-export";
import type { HostSurvey, SurveyedFile } from "./host-survey";
import { commandOf } from "./seen-pair";
import { hostOf, textAt } from "./site-export";

/** What the system itself brings: interpreters and tools, which tell nothing. */
const OF_THE_SYSTEM = /^\/(?:usr\/)?s?bin\//;

/** The absolute paths of the files that an application starts on a Unix host, in its command or as an argument of it; a relative one is in its folder. */
export function programPaths(application: ExportedObject): string[] {
  const folder = textAt(application, "workDirectory")?.value.replace(/\/+$/, "");
  const words = commandOf(application)
    .split(/\s+/)
    .map((word) => word.replaceAll(/^["']|["']$/g, ""));
  const paths = words.flatMap((word, index) => {
    if (word.startsWith("/")) return OF_THE_SYSTEM.test(word) ? [] : [word];
    const isFile =
      /^(?:\.\/)?[\w.-]+$/.test(word) &&
      (index === 0 ? word.startsWith("./") || word.includes(".") : /\.k?sh$/.test(word));
    return isFile && folder?.startsWith("/") ? [`${folder}/${word.replace(/^\.\//, "")}`] : [];
  });
  // The watchdog of a control script of this package is started by the system, and tells the rest of the settings.
  const watchdogs = paths.filter((path) => path.endsWith("-vip")).map((path) => `${path}-watchdog`);
  return [...new Set([...paths, ...watchdogs])].filter((path) => !/[\p{Cc}\uFFFD]/u.test(path));
}

/** What was surveyed of an application's files, and of what those read in, which stand behind them. */
export function programFiles(application: ExportedObject, surveys: ReadonlyMap<string, HostSurvey>): SurveyedFile[] {
  const survey = surveys.get(hostOf(application)?.value ?? "");
  const paths = new Set(programPaths(application));
  const files: SurveyedFile[] = [];
  let isOwn = false;
  for (const file of survey?.scripts ?? []) {
    if (file.isStarted) isOwn = paths.has(file.path);
    if (isOwn) files.push(file);
  }
  return files;
}
