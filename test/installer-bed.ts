import { afterAll, beforeAll, beforeEach } from "vitest";
import type { HostInstallation } from "../lib/scripts/host-installation";
import { type Machine, NetworkBed, type Outcome } from "./network-namespace";
import { describeWith } from "./prerequisites";
import { NEEDS } from "./takeover-bed";
import { FOLDER, SCRIPT, UPLOAD, upload } from "./uploaded-installer";

export const SUDO = { localControlAgent: { account: "genesys", becomeRoot: "sudo" } } as const;

/** Lists the files of a host, except for logs, locks and temporary files. */
export const TREE = `find /opt/genesys /opt/elsewhere /var/lib/sip-ha /etc/systemd/system /etc/sudoers.d -printf '%p %M %u %g %l ' \\( -type f -exec sha256sum {} \\; -o -printf '\\n' \\) 2>/dev/null | sort`;

export const ON_ANOTHER_INTERFACE = [
  { name: "eth0", network: "management", address: "10.110.0.11" },
  { name: "eth2", network: "voice", address: "10.120.0.11" },
];

/** An installation of nothing: the host's last pair has been removed from the environment. */
export const NOTHING: Partial<HostInstallation> = {
  files: [],
  work: { tools: [], interfaces: [], virtualIps: [], controlScripts: [], bootUnits: [], serviceUnits: [] },
};

export const AS_NOBODY = ["setpriv", "--reuid=65534", "--clear-groups"];

/** A control script that never answers. */
export const HANGS = "#!/bin/sh\nexec sleep 3600\n";

/** A host on which an installer is run. */
export interface InstallerBed {
  readonly host: Machine;
  /** Another machine on the host's networks, by its name. */
  readonly machine: (name: string) => Machine;
  /** What `TREE` prints on the host before anything is installed. */
  readonly empty: string;
  /** Runs the uploaded installer. */
  readonly deploy: (...words: string[]) => Promise<Outcome>;
  /** Runs the copy that the installer has left on the host. */
  readonly installed: (...words: string[]) => Promise<Outcome>;
  /** Runs something while another program has the name of a tool. The tool itself is called `<tool>.away` meanwhile. */
  readonly instead: <T>(tool: string, lines: string, run: () => Promise<T>) => Promise<T>;
  /** Runs something while a control script has one second to report its status, instead of 20. */
  readonly soon: <T>(run: () => Promise<T>) => Promise<T>;
}

/** Tests of the installer of a Linux host. The host has booted, and nothing is installed on it before each test. */
export function describeInstaller(tests: (bed: InstallerBed) => void): void {
  const tools = [...NEEDS.tools, "busybox", "ksh93", "mksh", "shellcheck", "sudo", "systemctl", "visudo"];
  describeWith({ ...NEEDS, tools }, "the installer of a host", () => {
    let bed: NetworkBed;
    let host: Machine;
    let empty: string;
    beforeAll(async () => {
      bed = await NetworkBed.open();
      host = bed.machine("sip-a");
      await host.shell("groupadd genesys && useradd -g genesys genesys");
      await host.boot();
      empty = await host.shell(TREE);
    });
    afterAll(() => bed?.close());
    beforeEach(async () => {
      await host.shell(`systemctl stop 'inbound-*'; ${SCRIPT} down >/dev/null 2>&1; rm -rf ${UPLOAD} /opt/genesys /opt/elsewhere /var/lib/sip-ha /etc/sudoers.d/sip-ha-* /etc/systemd/system/inbound-*
      rm -f /etc/systemd/system/multi-user.target.wants/inbound-*; systemctl daemon-reload; ip address flush dev eth1; ip address add 10.120.0.11/24 broadcast + dev eth1`);
      upload(host);
    });

    const instead: InstallerBed["instead"] = async (tool, lines, run) => {
      await host.shell(`mv /usr/bin/${tool} /usr/bin/${tool}.away`);
      host.write(`/usr/bin/${tool}`, `#!/bin/sh\n${lines}\n`);
      try {
        return await run();
      } finally {
        await host.shell(`mv -f /usr/bin/${tool}.away /usr/bin/${tool}`);
      }
    };
    tests({
      get host() {
        return host;
      },
      get empty() {
        return empty;
      },
      machine: (name) => bed.machine(name),
      deploy: (...words) => host.run(["sh", `${UPLOAD}/deploy`, ...words]),
      installed: (...words) => host.run([`${FOLDER}/deploy-staging`, ...words]),
      instead,
      soon: (run) =>
        instead(
          "timeout",
          'case "$1 $2 $3" in "-k 1 20") shift 3; set -- -k 1 1 "$@" ;; esac; exec /usr/bin/timeout.away "$@"',
          run,
        ),
    });
  });
}
