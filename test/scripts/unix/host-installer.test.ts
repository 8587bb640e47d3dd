import { describe, expect, test } from "vitest";
import { alias } from "../../../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../../../lib/options/ip-address-takeover/unix/logical-interface";
import { INSTALLER_EXIT_CODES } from "../../../lib/scripts/host-installation";
import { textOf } from "../../../lib/text/file-text";
import { unixUpload } from "../../unix-bed";

describe.each([logicalInterface, alias])("the installer of $name", (system) => {
  const installer = textOf(unixUpload(system).deploy);

  test("says how it is used and what each exit code means, and ends with no other code", () => {
    expect(installer).toContain("# Usage: deploy preflight | install <hash> | remove <hash>\n");
    for (const [code, meaning] of INSTALLER_EXIT_CODES)
      expect(installer).toContain(`\n#   ${String(code).padEnd(2)}  ${meaning}\n`);
    const used = [...installer.matchAll(/(?:finish|exit|fail) (\d+)\b/g)].map((match) => Number(match[1]));
    expect(used.filter((code) => !INSTALLER_EXIT_CODES.has(code))).toEqual([]);
  });

  test("looks for sudo only if the Local Control Agent is not root", () => {
    const of = (account: string) =>
      textOf(unixUpload(system, { localControlAgent: { account, becomeRoot: "sudo" } }).deploy);
    const lines = ["\nSUDO='/usr/bin/sudo'\n", `\n  "$1" '/usr/bin/sudo' `];
    expect(lines.map((line) => [of("genesys"), of("root")].map((text) => text.includes(line)))).toEqual([
      [true, false],
      [true, false],
    ]);
  });

  test("names root's files by the group that root has there", () => {
    const group = system.name === "AIX" ? "system" : "root";
    expect(installer).toContain(`ROOT_GROUP='${group}'`);
    expect(installer).toContain(`'/opt/genesys/sip-ha/inbound-vip' '0750' '${group}' '-rwxr-x---'`);
  });
});

test.each([
  [logicalInterface, "/usr/bin/netstat"],
  [alias, "/usr/sbin/ndp"],
] as const)(
  "the installer of $name looks for the tools of the families that the host has addresses of",
  (system, tool) => {
    const of = (virtualIp: string) => textOf(unixUpload(system, { takeover: { virtualIp } }).deploy);
    expect(of("10.120.0.10")).not.toContain(tool);
    expect(of("10.120.0.10")).not.toContain("inet6");
    // The management network has IPv4.
    for (const one of [tool, "/usr/sbin/arp"]) expect(of("2001:db8:120::10")).toContain(`"$1" '${one}'`);
    expect(of("2001:db8:120::10")).toContain("^(VIRTUAL_IP|NETMASK|PREFIX_LENGTH|INTERFACE)=");
  },
);

test("the installer of AIX does not mention systemd, and neither installer writes to sudoers", () => {
  for (const system of [logicalInterface, alias])
    expect(textOf(unixUpload(system).deploy)).not.toMatch(/systemd|systemctl|\/etc\/sudoers/);
});
