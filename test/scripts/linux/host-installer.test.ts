import { expect, test } from "vitest";
import { type HostInstallation, INSTALLER_EXIT_CODES } from "../../../lib/scripts/host-installation";
import { hostInstaller } from "../../../lib/scripts/linux/host-installer";
import { textOf } from "../../../lib/text/file-text";

const input: HostInstallation = {
  environment: "staging",
  host: "sip-a",
  installDirectory: "/opt/genesys/sip-ha",
  files: [
    { name: "z", target: "/opt/genesys/sip-ha/z", mode: "0750", group: "genesys" },
    { name: "a", target: "/etc/systemd/system/a.service", mode: "0644", group: "root" },
  ],
  work: {
    tools: ["arping", "ip"],
    interfaces: [{ name: "eth1", address: "10.120.0.11" }],
    virtualIps: [{ address: "10.120.0.10", interface: "eth1", peerAddress: "10.120.0.12" }],
    controlScripts: ["/opt/genesys/sip-ha/z"],
    bootUnits: ["a.service"],
    serviceUnits: ["b.service"],
  },
  localControlAgent: { account: "genesys", becomeRoot: "sudo" },
};

const program = (installation: HostInstallation) => textOf(hostInstaller(installation));

/** The lines of a function of the program. */
function body(text: string, name: string): string[] {
  const from = text.indexOf(`\n${name}() {\n`);
  return text
    .slice(from, text.indexOf("\n}", from))
    .split("\n")
    .slice(2)
    .map((line) => line.trim());
}

test("the rows of its tables are the host's, in an order that does not depend on the input's", () => {
  const text = program(input);
  expect(body(text, "each_file")).toEqual([
    `"$1" 'a' '/etc/systemd/system/a.service' '0644' 'root'`,
    `"$1" 'z' '/opt/genesys/sip-ha/z' '0750' 'genesys'`,
  ]);
  expect(body(text, "each_interface")).toEqual([`"$1" 'eth1' '10.120.0.11'`]);
  expect(body(text, "each_virtual_ip")).toEqual([`"$1" '10.120.0.10' 'eth1' '10.120.0.12'`]);
  expect(body(text, "each_unit")).toEqual([`"$1" 'a.service'`, `"$1" 'b.service'`]);
  expect(body(text, "each_service")).toEqual([`"$1" 'b.service'`]);
  expect(program({ ...input, files: [...input.files].reverse() })).toBe(text);
});

test("a table without rows is still a function", () => {
  expect(body(program({ ...input, files: [] }), "each_file")).toEqual([":"]);
});

test("asks for sudo's tools and writes its rules only if the Local Control Agent is not root", () => {
  const tools = (text: string) => body(text, "each_tool").map((line) => line.split("'")[1]);
  expect(tools(program(input))).toEqual([
    "/usr/bin/sudo",
    "arping",
    "cmp",
    "find",
    "flock",
    "ip",
    "runuser",
    "stat",
    "timeout",
    "visudo",
  ]);
  // The Management Layer makes the agent start this one, wherever another sudo is.
  expect(program(input)).toContain('runuser -u "$ACCOUNT" -- /usr/bin/sudo -n "$1" status');
  for (const becomeRoot of ["none", "sudo"] as const) {
    const root = program({ ...input, localControlAgent: { account: "root", becomeRoot } });
    expect(tools(root)).toEqual(["arping", "cmp", "find", "flock", "ip", "stat", "timeout"]);
    expect(root).toContain("\nSUDOERS_TEXT=''\n");
  }
});

test("writes no rules for sudo if there is no control script", () => {
  const text = program({ ...input, work: { ...input.work, controlScripts: [] } });
  expect(text).toContain("\nSUDOERS_TEXT=''\n");
});

test("says in its first lines what it is, how it is used and what its exit codes mean", () => {
  const head = program(input).split("\n\n")[0]!.split("\n");
  expect(head[1]).toBe(
    "# deploy: checks the host sip-a, installs what sip-server-ha generated for it, and removes it again.",
  );
  for (const [code, meaning] of INSTALLER_EXIT_CODES)
    expect(head).toContain(`#   ${String(code).padEnd(2)}  ${meaning}`);
});

test("a value that is hostile to a shell stays a value", () => {
  expect(program({ ...input, host: "a'$(reboot)" })).toContain(`\nHOST='a'\\''$(reboot)'\n`);
});
