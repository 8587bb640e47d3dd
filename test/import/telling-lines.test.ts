import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { SECRET_LINES, SECRETS, TELLING } from "../../lib/import/telling-lines";
import { describeWith } from "../prerequisites";

const grep = (options: string, expression: string, text: string) => {
  try {
    return execFileSync("grep", [options, "-e", expression], { input: text, encoding: "utf8" })
      .split("\n")
      .slice(0, -1);
  } catch {
    return [];
  }
};

describeWith({ tools: ["grep"] }, "the lines that surveys print", () => {
  test.each([
    "VIP=10.20.0.10",
    "  ip addr add $VIP/24 dev eth1",
    "$IP -4 address del $VIP dev eth1",
    "\tip a\tadd $VIP dev eth1",
    "ipadm create-addr -T static -a $VIP net1/vip",
    "chdev -l en1 -a alias4=$VIP,$MASK",
    "nmcli connection up vip",
    ". ./vip.conf",
    "[ -f $CONF ] && source $CONF",
    "sudo /opt/ha/move_vip.sh up",
  ])("a survey prints %s", (line) => {
    expect(grep("-E", TELLING, `${line}\n`)).toEqual([line]);
  });

  test.each(["find /var/log -name *.log -mtime +7", "echo done", "log() {", "exit $?"])(
    "a survey does not print %s",
    (line) => {
      expect(grep("-E", TELLING, `${line}\n`)).toEqual([]);
    },
  );

  test.each(["sshpass -p hunter2 ssh sip-2 ifconfig eth1:1 down", "plink -pw hunter2 10.20.0.12 vip_down.bat"])(
    "a survey treats %s as a line that may hold a secret",
    (line) => {
      expect(grep("-iE", SECRETS.join("|"), `${line}\n`)).toEqual([line]);
    },
  );

  /** The lines that a survey with a shell prints of a file. */
  const printed = (text: string) =>
    grep(
      "-viE",
      SECRET_LINES,
      grep("-nE", TELLING, text)
        .map((line) => `${line}\n`)
        .join(""),
    );

  test.each([
    "root:$y$j9T$Iuvp$hunter2:19000:0:99999:7:::",
    "root:!$6$Iuvp$hunter2:19000:0:99999:7:::",
    "genesys:*LK*$5$Iuvp$hunter2:19000::::::",
    "genesys:$md5,rounds=904$Iuvp$$hunter2:19000::::::",
    "genesys:hunter2ab3dEf:19000::::::",
    "genesys:!hunter2ab3dEf:19000:0:99999:7:::",
    "voice:!$6$Iuvp$hunter2::genesys",
  ])("a survey does not print %s, which has a password's hash", (line) => {
    expect(grep("-E", TELLING, `${line}\n`)).toEqual([line]);
    expect(printed(`${line}\n`)).toEqual([]);
  });

  test.each([
    "VIP=2001:db8:0:1:0:0:0:10",
    "VIP=2001:db8::10",
    "ip -6 addr add fe80::10:1/64 dev eth1",
    "up() { VIP=::ffff:10.20.0.10; }",
  ])("a survey prints %s, which has as many colons", (line) => {
    expect(printed(`${line}\n`)).toEqual([`1:${line}`]);
  });
});
