import { type Host, startsBySudo } from "../model/host";
import { installAgain } from "../report/apply-words";
import { sudoers, sudoersFile } from "../scripts/linux/sudoers";
import { sh } from "../scripts/shell-text";
import { sha256 } from "../synth/planned-file";
import type { ExpectedFile } from "./host-expectation";
import type { HostSystem } from "./host-system";
import { linuxCollector } from "./linux-collector";
import { linuxFacts } from "./linux-facts";
import { removeLine } from "./persistent-mention";
import { throughSsh } from "./ssh-command";

/** Linux: systemd starts what has to run. */
export const linuxHost: HostSystem = {
  ending: "sh",
  collector: linuxCollector,
  ...throughSsh(sh`sh -s`),
  facts: linuxFacts,
  unit: (name) => ({ name }),
  furtherFiles: agentsRights,
  unconfigure: removeLine,
  enable: (unit, host) => `systemctl enable ${unit}, or install the host again: ${installAgain(host)}`,
  examine: (unit) => `journalctl -u ${unit}`,
};

/** What lets the Local Control Agent's account start the control scripts. */
function agentsRights(environment: string, host: Host, controlScripts: readonly string[]): ExpectedFile[] {
  const { account } = host.localControlAgent;
  if (!startsBySudo(host.localControlAgent) || controlScripts.length === 0) return [];
  const text = sudoers({ environment, host: host.name, account, controlScripts });
  return [
    {
      path: sudoersFile(environment),
      sha256: sha256(text),
      mode: "0440",
      group: "root",
      construct: `hosts.${host.name}.localControlAgent`,
    },
  ];
}
