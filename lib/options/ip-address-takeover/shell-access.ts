import { usesSudo } from "../../scripts/as-root";
import type { FileText } from "../../text/file-text";
import { groupOn, type HostArtifact, hostFile } from "../host-file";
import { controlScriptName, controlScriptPath, type TakeoverSide } from "./model";
import type { TakeoverPlatform } from "./platform";

const MODE = "0750";

/** The control script as Linux, Solaris and AIX get it: for root and LCA's account alone. */
export function shellControlScript(side: TakeoverSide, content: FileText): HostArtifact {
  const { host, pair } = side;
  return hostFile(side, {
    name: controlScriptName(pair),
    content,
    purpose: "control script of the virtual IP: up, down, status, announce",
    path: controlScriptPath(host, pair),
    mode: MODE,
    // LCA's account starts the control script; where that is not root, it does so through sudo, and may read what it starts.
    group: host.localControlAgent.account,
  });
}

/** How it is run by hand there. */
export const shellAccess: Pick<TakeoverPlatform, "prompt" | "rights"> = {
  prompt: { language: "sh", comment: "#" },
  rights: (sides) => {
    const bySudo = sides.filter(({ host }) => usesSudo(host)).length;
    const [how, without] =
      bySudo === sides.length
        ? ["All commands need root's rights", " without `sudo`"]
        : bySudo === 0
          ? ["Type the commands as root", ""]
          : ["All commands need root's rights: where no `sudo` stands before them, type them as root", ""];
    return `${how}. \`status\` alone may also be run${without}, by members of the group ${groups(sides)}: nobody else can start the script (mode ${MODE}).`;
  },
};

function groups(sides: readonly TakeoverSide[]): string {
  const named = sides.map(({ host }) => ({
    host: host.name,
    group: `\`${groupOn(host, host.localControlAgent.account)}\``,
  }));
  const isOne = new Set(named.map(({ group }) => group)).size === 1;
  return isOne ? named[0]!.group : named.map(({ host, group }) => `${group} on ${host}`).join(" or ");
}
