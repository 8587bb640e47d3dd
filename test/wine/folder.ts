import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folder in which test/wine/install has put a Debian with Wine and its Windows, and in which the stand-ins are kept. */
export const WINE_FOLDER = process.env.SIP_HA_WINE ?? join(tmpdir(), "sip-ha-wine");

/** Whether test/wine/install has ended. If it is running now, waits for it. */
export function hasWine(): boolean {
  const lock = join(WINE_FOLDER, "install.lock");
  if (existsSync(lock)) spawnSync("flock", ["--wait", "300", lock, "true"]);
  return existsSync(join(WINE_FOLDER, "prefix")) && existsSync(join(WINE_FOLDER, "root"));
}

const SOURCES = join(__dirname, "stand-ins");

/** The programs that are made from each source, by the names under which they are called. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  "netsh.c": ["netsh"],
  "findstr.c": ["findstr", "route"],
  "network.c": ["ping", "arp"],
  "nlb.c": ["nlb", "powershell"],
  "tools.c": ["fltmc", "fsutil", "icacls", "schtasks", "certutil", "find", "fc", "words"],
};

/** The libraries that are made from the other source. */
const LIBRARIES = ["user32", "shell32"] as const;

/** The folder with the stand-ins, which are compiled if their sources have changed. */
export function standIns(): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(SOURCES).sort()) hash.update(file).update(readFileSync(join(SOURCES, file)));
  const folder = join(WINE_FOLDER, `stand-ins-${hash.digest("hex").slice(0, 16)}`);
  if (existsSync(folder)) return folder;
  const made = mkdtempSync(join(WINE_FOLDER, "stand-ins-new-"));
  mkdirSync(join(made, "System32"));
  for (const [source, [first, ...others]] of Object.entries(PROGRAMS)) {
    const program = join(made, "System32", `${first}.exe`);
    execFileSync("x86_64-w64-mingw32-gcc", ["-O1", "-s", "-Wall", "-Werror", "-o", program, join(SOURCES, source)]);
    for (const other of others) execFileSync("ln", [program, join(made, "System32", `${other}.exe`)]);
  }
  for (const library of LIBRARIES) {
    const flags = ["-O1", "-s", "-Wall", "-Werror", "-Wno-attributes", "-shared", `-D${library.toUpperCase()}`];
    const file = join(made, "System32", `${library}.dll`);
    execFileSync("x86_64-w64-mingw32-gcc", [...flags, "-o", file, join(SOURCES, "cmd-libraries.c")]);
  }
  execFileSync("cp", [join(SOURCES, "kernel-network"), made]);
  execFileSync("chmod", ["-R", "a+rX", made]);
  try {
    renameSync(made, folder);
  } catch {
    // Another worker was quicker.
    rmSync(made, { recursive: true });
  }
  return folder;
}
