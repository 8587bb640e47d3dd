import { describe, expect, test } from "vitest";
import { networkFiles } from "../../../lib/options/windows-nlb/network-files";
import { NLB, nlbSides } from "./nlb-sample";

/** What must be entered, without comments, by kind of equipment. */
function commands(changes: Readonly<Record<string, unknown>> = {}): Record<string, readonly string[]> {
  const { a, b } = nlbSides(changes);
  return Object.fromEntries(
    networkFiles(a, b).map(({ name, content }) => [
      name.replace(/^inbound-nlb-(.*)\.txt$/, "$1"),
      content.split("\n").filter((line) => line !== "" && !/^[!#]/.test(line)),
    ]),
  );
}

describe("what the network needs", () => {
  test("in multicast mode: static entries for ARP and for the ports", () => {
    const { hypervisor, ...equipment } = commands();
    expect(equipment).toEqual({
      "cisco-ios": [
        "arp 10.120.0.10 03bf.0a78.000a ARPA",
        "mac address-table static 03bf.0a78.000a vlan 120 interface <port of sip-a> <port of sip-b>",
      ],
      "cisco-nx-os": ["interface Vlan120", "  ip arp 10.120.0.10 03bf.0a78.000a"],
      "dell-os9": [
        "arp 10.120.0.10 03:bf:0a:78:00:0a <interface towards VLAN 120>",
        "mac-address-table static 03:bf:0a:78:00:0a multicast vlan 120 range-output <port of sip-a> <port of sip-b>",
      ],
    });
    expect(hypervisor!.join("\n")).toContain("Notify Switches: Yes");
  });

  test("in unicast mode: nothing for IOS, because switches flood; and hypervisors that keep silent", () => {
    const { hypervisor, ...equipment } = commands({ [`${NLB}.operationMode`]: "unicast" });
    expect(equipment).toEqual({
      "cisco-ios": [],
      "cisco-nx-os": [
        "interface Vlan120",
        "  ip arp 10.120.0.10 02bf.0a78.000a",
        "mac address-table static 02bf.0a78.000a vlan 120 interface <port or port-channel towards sip-a and sip-b>",
      ],
      "dell-os9": ["ip vlan-flooding"],
    });
    expect(hypervisor!.join("\n")).toMatch(/Notify Switches: No[\s\S]*-MacAddressSpoofing On/);
  });

  test("in igmpMulticast mode: an entry for ARP, because the switches learn the ports", () => {
    const { hypervisor, ...equipment } = commands({ [`${NLB}.operationMode`]: "igmpMulticast" });
    expect(equipment).toEqual({
      "cisco-ios": ["arp 10.120.0.10 0100.5e7f.000a ARPA"],
      "cisco-nx-os": [
        "interface Vlan120",
        "  ip pim sparse-mode",
        "  ip arp 10.120.0.10 0100.5e7f.000a",
        "vlan configuration 120",
        "  layer-2 multicast lookup mac",
      ],
      "dell-os9": [],
    });
    expect(hypervisor!.map((line) => line.slice(0, 24))).toEqual([
      "VMware, on the port grou",
      "  Notify Switches: Yes (",
      "Hyper-V: nothing was fou",
    ]);
  });

  test("without a VLAN has a gap that no switch accepts", () => {
    const { "cisco-nx-os": nexus } = commands({ "networks.voice.vlan": undefined });
    expect(nexus![0]).toBe("interface Vlan<vlan>");
  });

  test("every file says what it is for, that it was not tried, and on which pages it is based", () => {
    for (const mode of ["unicast", "multicast", "igmpMulticast"]) {
      const { a, b } = nlbSides({ [`${NLB}.operationMode`]: mode });
      for (const { content } of networkFiles(a, b)) {
        expect(content).toMatch(/^[!#] Windows NLB cluster of the pair inbound: virtual IP 10\.120\.0\.10, /);
        expect(content).toContain("Not seen on real equipment");
        expect(content).toMatch(/https?:\/\/|Source: page \d+ of Dell|the manuals that were read/i);
      }
    }
  });
});
