import { afterAll, beforeAll, beforeEach } from "vitest";
import { alias } from "../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../lib/options/ip-address-takeover/unix/logical-interface";
import type { UnixSystem } from "../lib/options/ip-address-takeover/unix/unix-system";
import type { HostInstallation } from "../lib/scripts/host-installation";
import { textOf } from "../lib/text/file-text";
import type { Machine, NetworkBed, Outcome } from "./network-namespace";
import { describeWith } from "./prerequisites";
import type { SampleOverrides } from "./sample-topology";
import { INTERFACES, openUnixBed, type StandInShell, UNIX_NEEDS, unixUpload } from "./unix-bed";

export const FOLDER = "/opt/genesys/sip-ha";
export const UPLOAD = "/tmp/upload";
export const SCRIPT = `${FOLDER}/inbound-vip`;
export const SUDO = { localControlAgent: { account: "genesys", becomeRoot: "sudo" } } as const;

/** Lists what an installation has put on a host. */
export const TREE = `find /opt/genesys /opt/elsewhere /var/lib/sip-ha /var/svc /var/stand-in/services -printf '%p %M %u %g %l ' \\( -type f -exec sha256sum {} \\; -o -printf '\\n' \\) 2>/dev/null | sort; cat /etc/inittab 2>/dev/null || true`;

/** A host on which an installer is run. */
export interface UnixInstallerBed {
  readonly system: UnixSystem;
  /** The system's own name of the interface that is to carry the virtual IP. */
  readonly voice: string;
  /** A command that fails if the system does not start the release at boot. */
  readonly knowsRelease: string;
  readonly host: Machine;
  /** Another machine on the host's networks, by its name. */
  readonly machine: (name: string) => Machine;
  /** What `TREE` prints on the host before anything is installed. */
  readonly empty: string;
  /** Copies the files of the host and their installer into one folder. */
  readonly upload: (overrides?: SampleOverrides, change?: Partial<HostInstallation>) => void;
  /** Runs the uploaded installer. */
  readonly deploy: (...words: string[]) => Promise<Outcome>;
  /** Runs the copy that the installer has left on the host. */
  readonly installed: (...words: string[]) => Promise<Outcome>;
}

interface Installed extends Pick<UnixInstallerBed, "system" | "knowsRelease"> {
  readonly shell: StandInShell;
}

const SYSTEMS: readonly Installed[] = [
  {
    system: logicalInterface,
    shell: "ksh93",
    knowsRelease: `[ "$(head -1 /var/stand-in/services/inbound-vip-release)" = "${SCRIPT} boot" ]`,
  },
  {
    system: alias,
    shell: "mksh",
    knowsRelease: `grep '^vinbound[0-9a-f]*:2:boot:${SCRIPT} boot </dev/null >/dev/null 2>&1$' /etc/inittab`,
  },
];

/** Tests of the installer of a Solaris host and of an AIX host. Nothing is installed on the host before each test. */
export function describeUnixInstaller(tests: (bed: UnixInstallerBed) => void): void {
  for (const one of SYSTEMS) describeSystem(one, tests);
}

function describeSystem({ system, shell, knowsRelease }: Installed, tests: (bed: UnixInstallerBed) => void): void {
  const needs = { ...UNIX_NEEDS, tools: [...UNIX_NEEDS.tools, "sudo"] };
  describeWith(needs, `the installer of a host with ${system.name}`, () => {
    let bed: NetworkBed;
    let host: Machine;
    let empty: string;
    beforeAll(async () => {
      bed = await openUnixBed(system, shell);
      host = bed.machine("sip-a");
      await host.shell("groupadd genesys && useradd -g genesys genesys; /usr/sbin/lsitab x 2>/dev/null || true");
      empty = await host.shell(TREE);
    });
    afterAll(() => bed?.close());
    beforeEach(async () => {
      await host.shell(`${SCRIPT} down >/dev/null 2>&1; ksh ${UPLOAD}/deploy remove none >/dev/null 2>&1
        rm -rf ${UPLOAD} /opt/genesys /opt/elsewhere /var/lib/sip-ha /var/svc /var/run/sip-ha /var/stand-in/services /var/stand-in/running
        [ ! -f /etc/inittab ] || printf 'init:2:initdefault:\\n' >/etc/inittab`);
      upload();
    });

    const upload: UnixInstallerBed["upload"] = (overrides = {}, change = {}) => {
      const { files, deploy } = unixUpload(system, overrides, change);
      for (const { name, content } of [...files, { name: "deploy", content: deploy }])
        host.write(`${UPLOAD}/${name}`, textOf(content), 0o644);
    };
    tests({
      system,
      voice: INTERFACES[system.name][1],
      knowsRelease,
      get host() {
        return host;
      },
      get empty() {
        return empty;
      },
      machine: (name) => bed.machine(name),
      upload,
      deploy: (...words) => host.run(["ksh", `${UPLOAD}/deploy`, ...words]),
      installed: (...words) => host.run([`${FOLDER}/deploy-staging`, ...words]),
    });
  });
}
