import { spawnSync } from "node:child_process";
import { accessSync, constants, readlinkSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, test } from "vitest";
import { temporaryFolder } from "./temporary-folder";
import { hasWine } from "./wine/folder";

/** What a suite needs in addition to Node. */
export interface Needs {
  readonly root?: boolean;
  readonly tools?: readonly string[];
  /** Linux: its /proc and /dev, or something that only its file systems allow. */
  readonly linux?: boolean;
  /** Symbolic links, for which Windows requires a privilege. */
  readonly links?: boolean;
  /** Wine, as test/wine/install installs it. */
  readonly wine?: boolean;
  /** Files that are not part of the checkout, by what they are; undefined if the file is missing. Nobody has to have them. */
  readonly files?: Readonly<Record<string, string | undefined>>;
}

/** The Debian packages of tools that are not in a package of their own name. */
const DEBIAN_PACKAGES: Readonly<Record<string, string>> = {
  arping: "iputils-arping",
  "dbus-daemon": "dbus",
  dig: "bind9-dnsutils",
  flock: "util-linux",
  ip: "iproute2",
  ksh93: "ksh93u+m",
  "named-checkzone": "bind9-utils",
  ndptool: "libndp-tools",
  networkctl: "systemd",
  nmcli: "network-manager",
  nsenter: "util-linux",
  pgrep: "procps",
  ping: "iputils-ping",
  pkill: "procps",
  setpriv: "util-linux",
  sipp: "sip-tester",
  ss: "iproute2",
  ssh: "openssh-client",
  sshd: "openssh-server",
  systemctl: "systemd",
  "systemd-analyze": "systemd",
  unshare: "util-linux",
  visudo: "sudo",
  "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
};

/** Where a tool comes from. Debian does not have Terraform; its maker has packages for it. */
export function sourceOf(tool: string): string {
  return tool === "terraform" ? "HashiCorp's package" : `Debian package ${DEBIAN_PACKAGES[tool] ?? tool}`;
}

/** The words by which .ci/run recognizes a suite that may be skipped there. */
const NO_PART_OF_THE_CHECKOUT = "which is no part of the checkout";

/** What is missing here, and how to get it; empty if nothing is missing. */
export function prerequisites({ root, tools = [], linux, links, wine }: Needs): string[] {
  return [
    ...(linux && process.platform !== "linux" ? ["Linux"] : []),
    ...(links && !canLink() ? ["the right to make symbolic links"] : []),
    ...(root && process.getuid?.() !== 0 ? ["root's rights"] : []),
    ...tools.filter((tool) => !isInstalled(tool)).map((tool) => `${tool} (${sourceOf(tool)})`),
    ...(wine && !hasWine() ? ["Wine 10 (made by test/wine/install)"] : []),
  ];
}

/**
 * A suite that needs more than Node. If something is missing, its title says so and its tests are reported as skipped. With
 * SIP_HA_REQUIRE_ALL=1 the suite fails instead.
 */
export function describeWith(needs: Needs, title: string, body: () => void): void {
  const missing = prerequisites(needs);
  const absent = Object.entries(needs.files ?? {}).flatMap(([what, file]) => (file === undefined ? [what] : []));
  if (absent.length > 0)
    describe.skip(`${title} (skipped: needs ${absent.join(", ")}, ${NO_PART_OF_THE_CHECKOUT})`, body);
  else if (missing.length === 0) describe(title, body);
  else if (process.env.SIP_HA_REQUIRE_ALL === "1")
    describe(title, () => {
      test("has what it needs", () => {
        throw new Error(`needs ${missing.join(", ")}`);
      });
    });
  else describe.skip(`${title} (skipped: needs ${missing.join(", ")})`, body);
}

/** The same for a single test. */
export function testWith(needs: Needs, title: string, body: () => void | Promise<void>): void {
  const missing = prerequisites(needs);
  if (missing.length === 0) test(title, body);
  else describeWith(needs, title, () => test("is so", body));
}

function canLink(): boolean {
  try {
    const link = join(temporaryFolder(), "link");
    symlinkSync("nowhere", link);
    return readlinkSync(link) === "nowhere";
  } catch {
    return false;
  }
}

function isInstalled(tool: string): boolean {
  const isWindows = process.platform === "win32";
  // Apart from git, a command of Windows with the name of a Debian tool is another program, or is started in another way.
  if (isWindows && tool !== "git") return false;
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  const found = folders.some((folder) => {
    try {
      accessSync(join(folder, isWindows ? `${tool}.exe` : tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  // Debian's package arping has a different program of that name, with other options.
  return found && (tool !== "arping" || /iputils/.test(String(spawnSync("arping", ["-V"]).stdout)));
}
