import { bracketed, isIpv6 } from "../model/address";
import { installAgain } from "../report/apply-words";
import { quote } from "../scripts/shell-text";
import { typedJump } from "../scripts/ssh-client";
import { TASK_FOLDER } from "../scripts/windows/scheduled-task";
import type { AskedHost, CollectorFiles, HostSystem } from "./host-system";
import { declaredKey } from "./ssh-command";
import { PERSISTENT } from "./windows-addresses";
import { windowsCollector } from "./windows-collector";
import { windowsFacts } from "./windows-facts";

/** Windows: scheduled tasks; the rights of files are not compared. */
export const windowsHost: HostSystem = {
  ending: "cmd",
  collector: windowsCollector,
  command,
  facts: windowsFacts,
  unit: (description) => ({ name: `${TASK_FOLDER}\\${description.replace(/\.xml$/, "")}` }),
  furtherFiles: () => [],
  unconfigure: ({ file }, virtualIp) => {
    const family = isIpv6(virtualIp) ? "ipv6 delete address interface" : "ipv4 delete address name";
    const name = file.slice(PERSISTENT.length);
    return `in a maintenance window: netsh interface ${family}="${name}" address=${virtualIp} store=persistent`;
  },
  enable: (unit, host) => `schtasks /change /tn "${unit}" /enable, or install the host again: ${installAgain(host)}`,
  examine: (unit) => `schtasks /run /tn "${unit}", then the log beside the control script's`,
};

/** The collector's name on a host, in the account's home folder, for as long as it runs there. */
const COPY = "sip-ha-facts.cmd";

/** cmd does not find labels in a program that comes through a pipe, so the collector is copied, run, and deleted again. */
function command({ name, connection }: AskedHost, { collector, facts }: CollectorFiles): string {
  if (connection?.type !== "ssh")
    return `# on ${name}, as an administrator: run a copy of ${quote(collector)} by cmd, redirect its output to a file, and bring that back as ${quote(facts)}`;
  const { user, address, port } = connection;
  const key = `${declaredKey(connection)}${typedJump(connection)}`;
  const run = `cmd /d /c "call ${COPY} & del ${COPY}"`;
  return (
    `scp -q -P ${port}${key} ${quote(collector)} ${quote(`${user}@${bracketed(address)}:${COPY}`)} && ` +
    `ssh -p ${port}${key} ${quote(`${user}@${address}`)} ${quote(run)} >${quote(facts)}`
  );
}
