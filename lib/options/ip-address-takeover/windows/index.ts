import { DATA_DIRECTORY } from "../../../scripts/windows/prologue";
import { controlScriptName, controlScriptPath } from "../model";
import type { TakeoverPlatform } from "../platform";
import { windowsArtifacts } from "./artifacts";
import { windowsHostWork } from "./host-work";

/** Windows: an address by netsh, which Windows itself announces, released at boot by a scheduled task. */
export const windows: TakeoverPlatform = {
  facts: () => [
    "windows-address",
    "windows-duplicate",
    "windows-duplicate-duration",
    "windows-announcement",
    "windows-address-table",
    "windows-volatile-registry",
    "windows-task",
    "windows-batch-application",
  ],
  artifacts: windowsArtifacts,
  hostWork: windowsHostWork,
  appearsAs: ({ sipInterface }) => `an address of ${sipInterface.name}`,
  prompt: {
    language: "bat",
    comment: "rem",
    rights: 'Type the commands in a command prompt that was opened with "Run as administrator".',
  },
  command: ({ host, pair }, action) => `${controlScriptPath(host, pair)} ${action}`,
  logFile: ({ pair }) => `${DATA_DIRECTORY}\\${controlScriptName(pair)}.log`,
};
