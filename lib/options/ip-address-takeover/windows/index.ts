import { familyOf } from "../../../model/address";
import { DATA_DIRECTORY } from "../../../scripts/host-folders";
import { controlScriptName } from "../model";
import type { TakeoverPlatform } from "../platform";
import { windowsArtifacts } from "./artifacts";
import { windowsHostWork } from "./host-work";

/** The facts that an address rests on. */
const ADDRESS_FACTS = {
  ipv4: [
    "windows-address",
    "windows-duplicate",
    "windows-duplicate-duration",
    "windows-announcement",
    "windows-address-table",
    "windows-persistent-routes",
  ],
  ipv6: [
    "windows-ipv6-address",
    "windows-ipv6-duplicate",
    "windows-ipv6-duplicate-duration",
    "windows-ipv6-announcement",
    "windows-ipv6-address-table",
    "windows-ipv6-neighbours",
  ],
} as const;

/** Windows: an address by netsh, which Windows itself announces, released at boot by a scheduled task. */
export const windows: TakeoverPlatform = {
  facts: ({ takeover }) => [
    ...ADDRESS_FACTS[familyOf(takeover.virtualIp)],
    "windows-volatile-registry",
    "windows-task",
    "windows-folder-rights",
    "windows-batch-application",
  ],
  artifacts: windowsArtifacts,
  hostWork: windowsHostWork,
  sendsReplies: false,
  takesFromHolder: false,
  appearsAs: ({ sipInterface }) => `an address of ${sipInterface.name}`,
  rights: () => 'Type the commands in a command prompt that was opened with "Run as administrator".',
  logFile: ({ pair }) => `${DATA_DIRECTORY}\\${controlScriptName(pair)}.log`,
};
