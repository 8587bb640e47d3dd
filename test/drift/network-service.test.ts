import { describe, expect, test } from "vitest";
import { type Snapshot, snapshotOf } from "../../lib/diff/snapshot";
import { environmentDrift } from "../../lib/drift/environment-drift";
import { parseFacts } from "../../lib/drift/facts-file";
import { hostExpectations } from "../../lib/drift/host-expectation";
import { sampleDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";
import { factsOfHosts } from "./facts-of-model";

const WITHOUT = snapshotOf(topologyOf(sampleDeclaration({})));
const WITH = snapshotOf(
  topologyOf(sampleDeclaration({ "pairs.inbound.highAvailability.ipAddressTakeover.watchdog": {} })),
);

/** The report if the section of sip-a has this line. */
function told(line: string, snapshot: Snapshot = WITHOUT): string[] {
  const [a, b] = factsOfHosts(hostExpectations(snapshot.topology, snapshot.files)) as [string, string];
  const edited = a.replace("== network-services\n", `== network-services\n ${line}\n`);
  const facts = [edited, b].map((text, index) => parseFacts(`${index}.facts`, text).facts!);
  return environmentDrift(snapshot, { facts }).findings.map(
    ({ state, code, path, message, found, fix }) => `${state} ${code} ${path}: ${message} / ${found} / ${fix}`,
  );
}

test("a connection of NetworkManager is reported, as it does not keep the virtual IP, unless a watchdog puts the address back", () => {
  expect(told("eth1 NetworkManager voice link")).toEqual([
    "drift virtual-ip-not-kept pairs.inbound.highAvailability.ipAddressTakeover.virtualIp: NetworkManager of sip-a removes 10.120.0.10 from eth1 when it activates or applies its connection again / the connection voice link on eth1 / declare a watchdog; or run the control script's up on the primary's host after each nmcli connection up and nmcli device reapply",
  ]);
  expect(told("eth1 NetworkManager voice link", WITH)).toEqual([]);
});

describe("what systemd-networkd says about the interface of a virtual IP", () => {
  test("is reported if it would take the virtual IP off, with what was found and what to write into which file", () => {
    const dropIn = "/etc/systemd/network/10-netplan-eth1.network.d/keep-virtual-ip.conf";
    const expected = (found: string) => [
      `drift virtual-ip-not-kept pairs.inbound.highAvailability.ipAddressTakeover.virtualIp: systemd-networkd of sip-a removes 10.120.0.10 from eth1 when it configures the interface again, e.g. at netplan apply / ${found} for /run/systemd/network/10-netplan-eth1.network / declare a watchdog; or write "[Network]" and "KeepConfiguration=static" to ${dropIn} and run networkctl reload in a maintenance window, after which the virtual IP may come before the host's own address`,
    ];
    expect(told("eth1 systemd-networkd unset /run/systemd/network/10-netplan-eth1.network")).toEqual(
      expected("no KeepConfiguration"),
    );
    expect(told("eth1 systemd-networkd dhcp /run/systemd/network/10-netplan-eth1.network")).toEqual(
      expected("KeepConfiguration=dhcp"),
    );
  });

  test.each(["static", "yes", "true", "on", "1"])("is not reported with KeepConfiguration=%s", (keep) => {
    expect(told(`eth1 systemd-networkd ${keep} /etc/systemd/network/voice.network`)).toEqual([]);
  });

  test("is not reported if a watchdog puts the virtual IP back, nor for an interface that no virtual IP comes to", () => {
    expect(told("eth1 systemd-networkd unset /etc/systemd/network/voice.network", WITH)).toEqual([]);
    expect(told("eth0 systemd-networkd unset /etc/systemd/network/management.network")).toEqual([]);
  });

  test("is reported as unknown if the collector's account may not read the file", () => {
    expect(told("eth1 systemd-networkd hidden /etc/systemd/network/voice link.network")).toEqual([
      "missing not-readable hosts.sip-a: the collector could not read /etc/systemd/network/voice link.network and what is dropped in beside it / undefined / run the collector as root, on Windows as an administrator",
    ]);
  });

  test.each([
    "eth1",
    "eth1 systemd-networkd unset",
    "eth1 systemd-networkd unset voice.network",
    "eth1 NetworkManager",
    "eth1 connman x",
  ])("is not understood as %j", (line) => {
    expect(told(line).map((one) => one.split(":")[0])).toEqual(["unparsed facts-not-understood hosts.sip-a"]);
  });
});
