import { describe, expect, test } from "vitest";
import type { SurveyedFile } from "../../lib/import/surveyed-files";
import { unreadFile } from "../../lib/import/unread-files";

const position = { file: "sip-1.survey", line: 1, column: 1 };
const file = (path: string, ...lines: string[]): SurveyedFile => ({
  path,
  state: "read",
  isStarted: true,
  lines: lines.map((text, index) => ({ line: index + 1, text, addresses: [], position })),
  position,
});

describe("a line that leads to a file which was not read", () => {
  test.each([
    ". $CONF",
    "source ~/vip.env",
    "sudo /opt/ha/move_vip.sh up",
    "nohup ./move.ksh &",
    "ssh sip-2 '/opt/ha/vip_down.sh'",
  ])("is %s in a shell script", (line) => {
    expect(unreadFile([file("/opt/ha/vip.sh", line)])?.text).toBe(line);
  });

  test.each([
    "call %~dp0move.cmd up",
    "@call move up",
    'start "" /b "C:\\Our scripts\\move it.bat"',
    "cscript //nologo takeover.vbs %1",
    "powershell -File %~dp0vip.ps1",
  ])("is %s in a batch file", (line) => {
    expect(unreadFile([file("C:\\ha\\vip.bat", line)])?.text).toBe(line);
  });

  test.each([
    [". ./vip.conf", "/opt/ha/vip.conf"],
    ['. "$(dirname "$0")/vip.conf" || exit 1', "/opt/ha/vip.conf"],
    ['call "%~dp0VIP.cmd"', "C:\\ha\\vip.cmd"],
    ["call .\\vip.cmd up", "C:\\ha\\vip.cmd"],
  ])("is not %s if that file was read", (line, path) => {
    expect(unreadFile([file("/opt/ha/vip.sh", line), file(path)])).toBeUndefined();
  });

  test.each([
    'echo "usage: vip.sh up|down"',
    "# see move_vip.sh",
    "rem see move_vip.bat",
    "call :log",
    'call ""',
    ". /etc/profile",
    "/usr/lib/ha/notify.sh",
    "echo up >>/var/log/move.sh.log",
  ])("is not %s", (line) => {
    expect(unreadFile([file("/opt/ha/vip.sh", line)])).toBeUndefined();
  });

  test("does not count in a file of the system that is read in", () => {
    expect(unreadFile([file("/opt/ha/vip.sh"), file("/etc/profile", ". $HOME/.kshrc")])).toBeUndefined();
  });
});
