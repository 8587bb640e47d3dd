import { installAgain } from "../report/apply-words";
import { ShellText } from "../scripts/shell-text";
import { SHELL } from "../scripts/unix/prologue";
import type { HostSystem } from "./host-system";
import { removeLine } from "./persistent-mention";
import { throughSsh } from "./ssh-command";
import { IPADM, unixCollector } from "./unix-collector";
import { unixFacts } from "./unix-facts";

/** What both systems have in common: a Korn shell, because sh of Solaris 10 is older than POSIX; nothing is written to the rules of sudo. */
const common = {
  ending: "sh",
  ...throughSsh(new ShellText(`${SHELL} -s`)),
  furtherFiles: () => [],
} as const satisfies Partial<HostSystem>;

/** Solaris: services of the Service Management Facility, from the manifests that the installer imports. */
export const solarisHost: HostSystem = {
  ...common,
  collector: (expected) => unixCollector("Solaris", expected),
  facts: (facts) => unixFacts("Solaris", facts),
  unit: (manifest) => ({ name: `svc:/site/${manifest.replace(/\.xml$/, "")}:default` }),
  unconfigure: (mention) =>
    mention.file === IPADM
      ? `in a maintenance window: ipadm delete-addr ${mention.text.split(" ")[0]}`
      : removeLine(mention),
  enable: (unit, host) => `svcadm enable ${unit}, or install the host again: ${installAgain(host)}`,
  examine: (unit) => `svcs -xv ${unit}`,
};

/** AIX: entries of /etc/inittab. */
export const aixHost: HostSystem = {
  ...common,
  collector: (expected) => unixCollector("AIX", expected),
  facts: (facts) => unixFacts("AIX", facts),
  unit: (entry) => ({ name: entry.split(":")[0]!, entry }),
  unconfigure: (mention, virtualIp) => {
    const [, name] = /^lsattr -E -l (\S+)$/.exec(mention.file) ?? [];
    if (name === undefined) return removeLine(mention);
    // `alias4 10.120.0.10,255.255.255.0 IPv4 Alias …`
    const [attribute] = mention.text.split(" ");
    return `in a maintenance window: chdev -l ${name} -a del${attribute}=${virtualIp},<netmask or prefix length>`;
  },
  enable: (_, host) =>
    `first find out who changed /etc/inittab, and why; then install the host again: ${installAgain(host)}`,
  examine: (unit) => `lsitab ${unit}, telinit q, and the control script's log`,
};
