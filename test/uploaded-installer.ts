import { bootRelease, bootReleaseName } from "../lib/options/ip-address-takeover/linux/boot-release";
import { controlScript } from "../lib/options/ip-address-takeover/linux/control-script";
import { linuxHostWork } from "../lib/options/ip-address-takeover/linux/host-work";
import { watchdog } from "../lib/options/ip-address-takeover/linux/watchdog";
import { controlScriptPath, watchdogName, watchdogPath } from "../lib/options/ip-address-takeover/model";
import type { HostInstallation } from "../lib/scripts/host-installation";
import { hostInstaller } from "../lib/scripts/linux/host-installer";
import { type FileText, textOf } from "../lib/text/file-text";
import type { Machine } from "./network-namespace";
import type { SampleOverrides } from "./sample-topology";
import { sides } from "./takeover-bed";

export const FOLDER = "/opt/genesys/sip-ha";
export const UPLOAD = "/tmp/upload";
export const SCRIPT = `${FOLDER}/inbound-vip`;
export const WATCHDOG = { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } } as const;

/** The files of the host sip-a, and its installer, as the Terraform stack copies them into one folder. */
export function upload(
  machine: Machine,
  overrides: SampleOverrides = {},
  change: Partial<HostInstallation> = {},
): void {
  const side = sides(overrides).a;
  const { topology, host } = side;
  const dog = watchdog(side);
  const unit = (name: string, content: FileText) => ({
    name,
    content,
    target: `/etc/systemd/system/${name}`,
    mode: "0644",
    group: "root",
  });
  const files = [
    {
      name: "inbound-vip",
      content: controlScript(side),
      target: controlScriptPath(host, side.pair),
      mode: "0750",
      group: host.localControlAgent.account,
    },
    unit(bootReleaseName(side), bootRelease(side)),
    ...(dog === undefined
      ? []
      : [
          { name: watchdogName(side), content: dog.script, target: watchdogPath(side), mode: "0750", group: "root" },
          unit(`${watchdogName(side)}.service`, dog.unit),
        ]),
  ];
  const installer = hostInstaller({
    environment: topology.environment,
    host: host.name,
    installDirectory: host.installDirectory,
    localControlAgent: host.localControlAgent,
    files: files.map(({ content: _, ...file }) => file),
    work: linuxHostWork(side),
    ...change,
  });
  for (const { name, content } of [...files, { name: "deploy", content: installer }])
    machine.write(`${UPLOAD}/${name}`, textOf(content), 0o644);
}
