import { isIpv6 } from "../../../model/address";
import { LOG_DIRECTORY } from "../../../scripts/linux/prologue";
import { controlScriptName } from "../model";
import type { TakeoverPlatform } from "../platform";
import { rightsInShell } from "../shell-access";
import { linuxArtifacts } from "./artifacts";
import { linuxHostWork } from "./host-work";

/** Linux: a logical interface by ip(8), announced by arping(8), released at boot by systemd. */
export const linux: TakeoverPlatform = {
  facts: ({ takeover }) => (isIpv6(takeover.virtualIp) ? ["linux-tools", "linux-ipv6-tools"] : ["linux-tools"]),
  artifacts: linuxArtifacts,
  hostWork: linuxHostWork,
  sendsReplies: true,
  takesFromHolder: true,
  asksOnWithoutLink: true,
  releasesToPeer: true,
  appearsAs: ({ takeover, sipInterface: { name } }) =>
    isIpv6(takeover.virtualIp) ? `an address of ${name}` : `${name}:${takeover.interfaceLabel}`,
  rights: rightsInShell,
  logsRunTime: true,
  logFile: ({ pair }) => `${LOG_DIRECTORY}/${controlScriptName(pair)}.log`,
};
