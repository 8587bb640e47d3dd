import { expect, test } from "vitest";
import { linuxArtifacts } from "../../../../lib/options/ip-address-takeover/linux/artifacts";
import { sides } from "../../../takeover-bed";

test("only root may write what it runs; the Local Control Agent's group may run the control script, but nobody else the watchdog", () => {
  const { a } = sides({
    takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "1m" } },
    localControlAgent: { account: "genesys", becomeRoot: "sudo" },
  });
  expect(linuxArtifacts(a).map(({ target }) => target)).toEqual([
    { host: "sip-a", path: "/opt/genesys/sip-ha/inbound-vip", mode: "0750", group: "genesys" },
    { host: "sip-a", path: "/etc/systemd/system/inbound-vip-release.service", mode: "0644", group: "root" },
    { host: "sip-a", path: "/opt/genesys/sip-ha/inbound-vip-watchdog", mode: "0750", group: "root" },
    { host: "sip-a", path: "/etc/systemd/system/inbound-vip-watchdog.service", mode: "0644", group: "root" },
  ]);
});
