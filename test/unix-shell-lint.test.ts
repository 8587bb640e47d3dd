import { expect, test } from "vitest";
import { lintUnixShell, SHELL_RULES } from "./unix-shell-lint";

test.each(SHELL_RULES)("finds $name", ({ name, bad }) => {
  expect(bad.length).toBeGreaterThan(0);
  for (const line of bad)
    expect(
      lintUnixShell(`a=b\n${line}\n`).map((finding) => finding.slice(0, name.length + 3)),
      line,
    ).toContain(`2: ${name}`);
});

test("finds nothing in what all of these shells understand", () => {
  const good = String.raw`#!/usr/bin/ksh
set -u
export LC_ALL=C PATH=/usr/bin
trap '' HUP PIPE
# local x, [[ and ! cmd in a comment
f() {
  x=$(bounded ifconfig -a 2>/dev/null) || return
  while read -r first others; do
    case $first in
      *:) on=${"${first%:}"} n=$((n + 1)) ;;
      '' | *[!0-9]*) return ;;
    esac
  done <<END
$x
END
  [ ! -f "$y" ] || read -r z <"$y"
  printf '%s [[ ' "the host's own address"
  printf '%s -- $SECONDS [[ \n' "${"${x:-a}"}"
}
`;
  expect(lintUnixShell(good)).toEqual([]);
});
