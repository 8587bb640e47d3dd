import { describe, expect, test } from "vitest";
import { windows } from "../../../lib/options/ip-address-takeover/windows";
import { INSTALLER_EXIT_CODES } from "../../../lib/scripts/host-installation";
import { NO_WORK } from "../../../lib/scripts/installer-work";
import { hostInstaller } from "../../../lib/scripts/windows/host-installer";
import { textOf } from "../../../lib/text/file-text";
import { windowsSides } from "../../wine/sample";
import { batchProblems } from "./batch-lint";

const side = windowsSides({
  takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } },
}).a;
const base = {
  environment: "staging",
  host: "sip-a",
  installDirectory: "C:\\Genesys\\sip-ha",
  localControlAgent: side.host.localControlAgent,
};
const files = windows.artifacts(side).map(({ path, target }) => ({
  name: path.slice(path.lastIndexOf("/") + 1),
  target: target!.path,
  mode: target!.mode,
  group: target!.group,
}));

describe("the installer of a Windows host", () => {
  test.each([
    ["a pair with a watchdog", files, windows.hostWork(side)],
    ["nothing", [], NO_WORK],
  ])("is a batch file without a known trap, for %s", (_, some, work) => {
    expect(batchProblems(textOf(hostInstaller({ ...base, files: some, work })))).toEqual([]);
  });

  test("says what its exit codes mean", () => {
    const text = textOf(hostInstaller({ ...base, files, work: windows.hostWork(side) }));
    for (const [code, meaning] of INSTALLER_EXIT_CODES)
      expect(text).toContain(`rem   ${String(code).padEnd(2)}  ${meaning}\r\n`);
  });
});
