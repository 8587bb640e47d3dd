/** A rule of the shell subset that ksh88, ksh93, mksh and dash understand in the same way, with lines that break it. */
export interface ShellRule {
  readonly name: string;
  readonly pattern: RegExp;
  readonly bad: readonly string[];
}

/** Where a command may begin. */
const COMMAND = String.raw`(?:^|[;&|({]|\b(?:if|while|until|then|do|else|elif)\b)\s*`;
const command = (rest: string) => new RegExp(COMMAND + rest);

/**
 * Features that these systems' shells and tools lack or understand differently. The patterns look at code without comments and without the
 * text in single quotes.
 */
export const SHELL_RULES: readonly ShellRule[] = [
  {
    name: "negation, which ksh88 lacks",
    pattern: command(String.raw`!\s`),
    bad: ["! cmd", "if ! cmd; then", "a && ! b"],
  },
  { name: "[ -e ], which older test commands lack", pattern: /\[ (?:.* )?-e /, bad: ['[ -e "$x" ]', "[ ! -e x ]"] },
  {
    name: "local, typeset, declare, function, let, select, source",
    pattern: command(String.raw`(?:local|typeset|declare|function|let|select|source)\s`),
    bad: ["local x=1", "  typeset x", "function f {", "let x=1", "source x"],
  },
  { name: "[[ ]]", pattern: /(?:^|\s)\[\[\s/, bad: ["if [[ -n $x ]]; then"] },
  { name: "(( )) as a command", pattern: /(?:^|[^$])\(\(/, bad: ["((x++))", "for ((;;)); do"] },
  {
    name: "command -v, type, which, whence",
    pattern: command(String.raw`(?:command\s+-v|type|which|whence)\s`),
    bad: ["command -v ip", "if which ip; then"],
  },
  { name: "$'…' and $\"…\"", pattern: /\$''|\$"[a-zA-Z]/, bad: [String.raw`x=$'a\n'`] },
  {
    name: "an opening parenthesis before the pattern of a case",
    pattern: /^\s*\([^)]*\)[^;]*;;/,
    bad: ["  (a | b) x ;;"],
  },
  { name: "case inside $( )", pattern: /\$\([^)]*\bcase\s/, bad: ["x=$(case $y in a) b ;; esac)"] },
  {
    name: "echo with options or backslashes",
    pattern: /\becho\s+-|\becho\s.*\\/,
    bad: ["echo -n x", String.raw`echo "a\n"`],
  },
  { name: "a fraction of a second", pattern: /\bsleep\s+\d*\.\d/, bad: ["sleep 0.1", "sleep .5"] },
  { name: "read without -r", pattern: command(String.raw`read\s+(?!-r\s)`), bad: ["read x", "while read x; do"] },
  { name: "an option of two dashes", pattern: /\s--[a-z]/, bad: ["ls --color"] },
  {
    name: "a tool that only Linux has",
    pattern: command(
      String.raw`(?:bounded\s+)?(?:timeout|flock|stat|readlink|realpath|mktemp|seq|tac|ip|arping|systemctl|runuser|pgrep|pkill|shuf|install)\s`,
    ),
    bad: ["timeout 5 cmd", "x=$(stat -c %s f)", "bounded ip address", "readlink x"],
  },
  {
    name: "an option that only GNU's tools have",
    pattern:
      /\bgrep\s+-\w*[oP]|\bsed\s+-\w*[irE]|\bcp\s+-\w*a|\bmv\s+-\w*[Tn]|\bhead\s+-c|\bdate\s+.*%[sN]\b|\bxargs\s+-\w*[r0]|\bsort\s+-\w*V|\bps\s+(?:aux|-eo)|\bln\s+-\w*n|\bid\s+-\w*z/,
    bad: ["grep -o x", "sed -i s/a/b/ f", "cp -a x y", "mv -fT a b", "head -c 1 f", "date +%s", "ln -sfn a b"],
  },
  {
    name: "redirections and substitutions of bash",
    pattern: /\|&|&>|<<<|[<>]\(|\$\(<|\bpipefail\b|=~|\[ .* == /,
    bad: ["a |& b", "a &>f", "cat <<<x", "diff <(a) b", "x=$(<f)", "set -o pipefail", '[ "$x" == y ]'],
  },
  {
    name: "expansions that ksh88 lacks",
    pattern: /\$\{\w+(?:\/|:[0-9]|: -[0-9]|\^|,|@)|\$\{!|\{\w+\.\.\w+\}|\w\+=/,
    bad: ["$" + "{x/a/b}", "$" + "{x:0:1}", "$" + "{x: -1}", "$" + "{x^^}", "$" + "{!x}", "{1..5}", "x+=y"],
  },
  { name: "arrays", pattern: command(String.raw`\w+=\(`), bad: ["x=(a b)"] },
  {
    name: "variables of the shell's clock and its like",
    pattern: /\$\{?(?:SECONDS|RANDOM|EPOCHSECONDS|EPOCHREALTIME|BASH\w*|FUNCNAME|UID|EUID|HOSTNAME)\b/,
    bad: ["x=$SECONDS", "$" + "{RANDOM}"],
  },
  { name: "$0 where it may be the name of a function", pattern: /^\s+.*\$0\b/, bad: ['  cp "$0" x'] },
  { name: "a trap inside a function, which ksh88 keeps local to it", pattern: /^\s+trap\s/, bad: ["  trap : EXIT"] },
];

/** The findings in a program, each with its line. */
export function lintUnixShell(program: string): string[] {
  // Text in single quotes is a value or another program. It is removed, but its lines still count.
  const code = program
    .replaceAll(/^\s*#.*$/gm, "")
    // A group that starts at the left margin is not a function.
    .replaceAll(/^\{\n[\s\S]*?^\}$/gm, (group) => group.replaceAll(/^ {2}/gm, ""))
    // The apostrophe of a genitive in a message is not a quote.
    .replaceAll(/(?<=[a-z])'(?=s )/g, "")
    .replaceAll(/'[^']*'/g, (text) => `''${"\n".repeat(text.split("\n").length - 1)}`);
  return code
    .split("\n")
    .flatMap((line, index) =>
      SHELL_RULES.filter(({ pattern }) => pattern.test(line)).map(
        ({ name }) => `${index + 1}: ${name}: ${line.trim()}`,
      ),
    );
}
