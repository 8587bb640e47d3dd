/** Commands of cmd itself that a generated script may use. */
const COMMANDS = new Set(
  "call copy del echo endlocal exit for goto if mkdir move rem rmdir set setlocal type".split(" "),
);

/** Variables with a number or a word from the script itself, which may be outside quotes. */
const WORDS = new Set([
  "CODE",
  "COMMAND",
  "CONVERGENCE_SECONDS",
  "EACH",
  "ELAPSED",
  "FAMILY",
  "FOLDERS",
  "HELD",
  "LOCK_SECONDS",
  "INTERVAL_SECONDS",
  "ISOLATION_MILLISECONDS",
  "ANNOUNCE_MILLISECONDS",
  "LONGEST",
  "LOOKS",
  "LOST",
  "PAUSE_MILLISECONDS",
  "PORTS",
  "PROBE_MILLISECONDS",
  "ROUND",
  "ROUNDS",
  "SINCE",
  "SOLUTION_CONTROL_SERVERS",
  "STATE",
  "VERB",
  "WAITED",
]);

/** The problems of a generated batch file, one per line. What cmd would do with them is in docs/control-script-windows.md. */
export function batchProblems(text: string): string[] {
  const problems: string[] = [];
  if (!text.endsWith("\r\n") || /[^\r]\n|\r[^\n]/.test(text)) problems.push("a line does not end with CR and LF");
  const all = text.split("\r\n");
  const labels = all.filter((line) => /^:\w/.test(line)).map((line) => line.slice(1).toLowerCase());
  for (const label of new Set(labels))
    if (labels.filter((one) => one === label).length > 1) problems.push(`two labels ${label}`);
  let before = "";
  for (const [index, line] of all.entries()) {
    const problem = (what: string) => problems.push(`${index + 1}: ${what}: ${line.trim()}`);
    if (line.length > 8_191) problem("too long");
    if (!/^[\x20-\x7e]*$/.test(line)) problem("not ASCII");
    if (/^\s*(?:rem\b|:|$|\)$|@echo off$)/.test(line)) continue;
    // Text between quotes does not count, except for programs that are started.
    const bare = line
      .replaceAll(/%\w+:"='%/g, "")
      .replaceAll("%%SYSTEM%%", "")
      .replaceAll(/"[^"]*"/g, '""');
    if (bare.replaceAll('""', "").includes('"')) problem("a quote is not closed");
    if (/&&|\|\|/.test(bare)) problem("&& or ||");
    for (const [, target] of bare.matchAll(/\b(?:goto|call) :?([\w%]+)/gi))
      if (
        target !== "eof" &&
        !labels.some((label) => new RegExp(`^${target!.replaceAll(/%\w+%/g, ".+")}$`, "i").test(label))
      )
        problem(`no label ${target}`);
    for (const [, label] of line.matchAll(/set "EACH=(\w+)"/g))
      if (!labels.includes(label!)) problem(`no label ${label}`);
    if (/%COMSPEC%" [^|]*?\/c(?:[^|"]*"){4}/.test(line)) problem("cmd /c with more than two quotes");
    for (const [, rest] of bare.matchAll(/\bcall (.*)/gi))
      if (!/^:(?:\w+|%\w+%)(?:\)| *$)/.test(rest!) && !/^"" ?\w*( >nul 2>nul)?$/.test(rest!))
        problem("a call with an argument");
    if (/\.cmd"/.test(line) && !/\bcall "|set "|exist "/.test(line)) problem("a batch file without call");
    if (/\bCOMSPEC=/i.test(line) && !line.includes('set "COMSPEC=%SystemRoot%\\System32\\cmd.exe"'))
      problem("COMSPEC where a child may not see the tools");
    // Messages may name a program.
    for (const [, before] of line.replaceAll(/set "(?:MESSAGE|WHAT)=[^"]*"/g, "").matchAll(/(\S*)\.exe/g))
      if (
        !/^["('^]*(?:%%SYSTEM%%|%SYSTEM%|%SystemRoot%\\Sysnative)\\(?:WindowsPowerShell\\v1\.0\\)?\w+$/.test(before!) &&
        !/^"COMSPEC=/.test(before!) &&
        !/exist "%SYSTEM%\\%TOOL%\.exe"/.test(line)
      )
        problem("a program without its path");
    for (const [, name] of bare.matchAll(/%(\w+)(?::[^%]*)?%/g))
      if (!WORDS.has(name!)) problem(`%${name}% outside of quotes`);
    if (/errorlevel/i.test(bare.replaceAll(/\bif (?:not )?errorlevel \d+ /g, "")))
      problem("errorlevel not compared as a limit");
    // In a .cmd, but not in a .bat, a successful set clears the code of the command before it.
    if (/\bif (?:not )?errorlevel\b/i.test(bare) && /\bset /i.test(before))
      problem("errorlevel after a set, which clears it");
    before = bare;
    for (const command of firstWords(bare))
      if (command !== '""' && !COMMANDS.has(command.toLowerCase())) problem(`unknown ${command}`);
  }
  return problems;
}

/** The words that cmd would run in a line. */
function firstWords(bare: string): string[] {
  const words: string[] = [];
  let rest = bare.trim();
  for (;;) {
    const before = rest;
    rest = rest
      .replace(/^[@()]+ */, "")
      .replace(/^\d?>>?(?:&\d|nul|"") */, "")
      .replace(
        /^if (?:\/i )?(?:not )?(?:errorlevel \d+|defined \w+|exist ""|\S+?==\S+|\S+ (?:gtr|geq|lss|leq|equ|neq) \S+) */i,
        "",
      )
      .replace(/^for (?:\/[fl] )?(?:"" )?%%\w in \(.*?\) do */i, "");
    if (rest === before) break;
  }
  if (rest !== "" && !rest.startsWith(")")) words.push(/^[^\s)]+/.exec(rest)![0]);
  for (const part of rest.split(/ [&|] /).slice(1)) words.push(...firstWords(part));
  return words;
}
