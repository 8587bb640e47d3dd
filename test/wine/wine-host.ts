import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname } from "node:path";
import { eventually } from "../eventually";
import { type Machine, NetworkBed, type Outcome, SAMPLE_MACHINES } from "../network-namespace";
import { standIns, WINE_FOLDER } from "./folder";

/** What the suites that use Wine need. */
export const WINE_NEEDS = {
  root: true,
  wine: true,
  tools: ["arping", "ip", "nsenter", "setpriv", "taskset", "unshare", "x86_64-w64-mingw32-gcc"],
} as const;

/** The path of the Debian with Wine on a machine of the bed. */
const ROOT = "/run/wine/root";

/** The folder of Windows' tools there. */
const SYSTEM = `${ROOT}/prefix/drive_c/windows/system32`;

/** The program that Debian's script `wine` starts. */
const WINE = "/usr/lib/wine/wine64";

/** Both trees are copy-on-write, in the machine's memory. Each program would search fonts and time zones at its start, so they are removed. */
const MOUNTS = `
mkdir -p /run/wine/upper /run/wine/work /run/wine/prefix-upper /run/wine/prefix-work ${ROOT}
mount -t overlay overlay -o lowerdir=/wine/root,upperdir=/run/wine/upper,workdir=/run/wine/work ${ROOT}
mount -t overlay overlay -o lowerdir=/wine/prefix,upperdir=/run/wine/prefix-upper,workdir=/run/wine/prefix-work ${ROOT}/prefix
mount -t proc proc ${ROOT}/proc
mount --rbind /dev ${ROOT}/dev
mkdir -p ${ROOT}/stand-ins
cp /stand-ins/kernel-network ${ROOT}/stand-ins
cp --remove-destination /stand-ins/System32/* ${SYSTEM}
mv -f ${SYSTEM}/powershell.exe ${SYSTEM}/WindowsPowerShell/v1.0
mkdir -p ${ROOT}/prefix/drive_c/state
echo '<fontconfig></fontconfig>' >${ROOT}/no-fonts.conf
rm -rf ${ROOT}/usr/share/fontconfig/conf.avail/* ${ROOT}/usr/share/fonts/*
awk -v RS= -v ORS='\\n\\n' '!/^\\[[^]]*(Time Zones|Font)/' /wine/prefix/system.reg >${ROOT}/prefix/system.reg`;

/** For these tools the stand-ins are used, and not the programs that are built into Wine. */
const STAND_INS = "arp,certutil,fc,find,findstr,fltmc,fsutil,icacls,netsh,nlb,ping,powershell,route,schtasks,words"
  .split(",")
  .map((tool) => `${tool}.exe`);

const ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: "/usr/bin:/bin",
  HOME: "/root",
  WINEPREFIX: "/prefix",
  WINEDEBUG: "-all",
  WINEDLLOVERRIDES: `mscoree,mshtml=;user32,shell32,${STAND_INS.join(",")}=n`,
  SIP_HA_STATE: "C:\\state",
  FONTCONFIG_FILE: "/no-fonts.conf",
};

/**
 * Wine's programs and their server wait for each other all the time. On a virtual machine, waking a program on another processor costs more time than the
 * second processor saves. So the programs of a test file stay on one processor, which halves the time. It is the processor with the fewest servers of other files.
 */
function freeProcessor(): string {
  const servers = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, "utf8");
        return /^Name:\twineserver/.test(status) ? [/^Cpus_allowed_list:\t(.*)$/m.exec(status)![1]!] : [];
      } catch {
        // The process has ended meanwhile.
        return [];
      }
    });
  const busy = (processor: string) => servers.filter((one) => one === processor).length;
  const processors = Array.from({ length: availableParallelism() }, (_, index) => String(index));
  return processors.sort((a, b) => busy(a) - busy(b))[0]!;
}

/** How a program is started. */
export interface StartOptions {
  /** Environment variables of Windows. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The working folder, as a Windows path. */
  readonly folder?: string;
}

/**
 * Wine's Windows on a machine of the bed, with stand-ins for the tools that Wine does not have or that differ there. Small files in C:\state have what the
 * tools know about the host: addresses, interfaces, other hosts on the network.
 */
export class WineHost {
  private constructor(
    readonly machine: Machine,
    private readonly processor: string,
  ) {}

  static async open(machine: Machine): Promise<WineHost> {
    await machine.shell(MOUNTS);
    const host = new WineHost(machine, freeProcessor());
    await host.boot();
    return host;
  }

  /** A bed with Windows on the machine sip-a. */
  static async openBed(): Promise<{ readonly bed: NetworkBed; readonly host: WineHost }> {
    const folders = { "/wine": WINE_FOLDER, "/stand-ins": standIns() };
    const bed = await NetworkBed.open(SAMPLE_MACHINES.map((one) => (one.name === "sip-a" ? { ...one, folders } : one)));
    try {
      return { bed, host: await WineHost.open(bed.machine("sip-a")) };
    } catch (error) {
      bed.close();
      throw error;
    }
  }

  /** Starts Windows. It runs only as long as one of its programs, so a program waits for an input that never comes. */
  private async boot(): Promise<void> {
    // The programs that Windows itself starts need the complete libraries; the stand-ins are only for cmd.
    const overrides = "WINEDLLOVERRIDES='mscoree,mshtml=;user32,shell32=b'";
    const line = `(while :; do sleep 3600; done) | ${overrides} wine cmd >/dev/null 2>&1`;
    this.machine.spawn(this.within("C:\\", "sh", "-c", line)).unref();
    await eventually(async () => (await this.machine.run(["pgrep", "-f", "explorer|services.exe"])).code === 0, 30_000);
    await this.cmd(["ver"]);
  }

  /** Restarts Windows. Everything that is only in memory is lost: programs, and the volatile part of the registry. */
  async reboot(): Promise<void> {
    await this.machine.run(this.within("C:\\", "wineserver", "-k"));
    await this.machine.run(this.within("C:\\", "wineserver", "-w"));
    await this.boot();
  }

  private within(folder: string, ...command: string[]): string[] {
    const variables = Object.entries(ENVIRONMENT).map(([name, value]) => `${name}=${value}`);
    return [
      "taskset",
      "--cpu-list",
      this.processor,
      "chroot",
      ROOT,
      "env",
      "-i",
      "-C",
      unixPath(folder),
      ...variables,
      ...command,
    ];
  }

  /** The command that makes cmd run these words. */
  command(words: readonly string[], { environment = {}, folder = "C:\\" }: StartOptions = {}): string[] {
    // With its path: otherwise Wine starts another program, which starts cmd.
    const run = [WINE, "C:\\windows\\system32\\cmd.exe", "/c"];
    const variables = Object.entries(environment);
    if (variables.length === 0) return this.within(folder, ...run, ...words);
    // A batch file that starts another batch file without call ends with it.
    const lines = [...variables.map(([name, value]) => `@set "${name}=${value}"`), "@%*", ""].join("\r\n");
    this.write("C:\\start.cmd", lines);
    return this.within(folder, ...run, "C:\\start.cmd", ...words);
  }

  /** Makes cmd run these words, and waits for the end. Lines end with LF in the result. */
  async cmd(words: readonly string[], options: StartOptions = {}): Promise<Outcome> {
    const outcome = await this.machine.run(this.command(words, options));
    return { ...outcome, stdout: withoutReturns(outcome.stdout), stderr: withoutReturns(outcome.stderr) };
  }

  /** The path by which the test reaches a file of Windows. */
  path(file: string): string {
    return this.machine.path(`${ROOT}${unixPath(file)}`);
  }

  write(file: string, content: string): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), content, "latin1");
  }

  read(file: string): string {
    return readFileSync(this.path(file), "latin1");
  }

  exists(file: string): boolean {
    return existsSync(this.path(file));
  }

  remove(file: string): void {
    rmSync(this.path(file), { recursive: true, force: true });
  }

  /** Sets a file of the state, or removes it. */
  setState(file: string, content: string | undefined): void {
    if (content === undefined) this.remove(`C:\\state\\${file}`);
    else this.write(`C:\\state\\${file}`, content);
  }

  state(file: string): string {
    return this.exists(`C:\\state\\${file}`) ? this.read(`C:\\state\\${file}`) : "";
  }

  /** Runs something while a tool of Windows is missing. */
  async without<T>(tool: string, run: () => Promise<T>): Promise<T> {
    await this.machine.shell(`mv ${SYSTEM}/${tool}.exe ${SYSTEM}/${tool}.away`);
    try {
      return await run();
    } finally {
      await this.machine.shell(`mv ${SYSTEM}/${tool}.away ${SYSTEM}/${tool}.exe`);
    }
  }

  /** Runs something while another run holds a lock. */
  async whileHeld<T>(lock: string, run: () => Promise<T>): Promise<T> {
    // Normally the first run makes this folder.
    mkdirSync(dirname(this.path(lock)), { recursive: true });
    this.write("C:\\hold.cmd", hold(lock));
    const holder = this.machine.spawn(this.command(["C:\\hold.cmd"]));
    // When its ping runs, the lock file is open.
    const pings = async () => (await this.machine.run(["pgrep", "-f", "n 60 127"])).code === 0;
    try {
      await eventually(pings, 20_000);
      return await run();
    } finally {
      await this.machine.run(["pkill", "-9", "-f", "n 60 127"]);
      holder.kill("SIGKILL");
    }
  }
}

/** A batch file that holds a lock for a minute, as a run does. */
const hold = (lock: string) => `@echo off\r
>"${lock}" call :hold\r
exit /b\r
:hold\r
%SystemRoot%\\System32\\ping.exe -n 60 127.0.0.1 >nul\r
`;

function unixPath(file: string): string {
  return `/prefix/drive_c/${file.slice("C:\\".length).replaceAll("\\", "/")}`;
}

function withoutReturns(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
