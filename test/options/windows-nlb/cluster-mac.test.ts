import { expect, test } from "vitest";
import { clusterMac, igmpGroup, withColons, withDashes, withDots } from "../../../lib/options/windows-nlb/cluster-mac";

test.each([
  ["unicast", "02-bf-0a-28-00-0a"],
  ["multicast", "03-bf-0a-28-00-0a"],
  ["igmpMulticast", "01-00-5e-7f-00-0a"],
] as const)("in the mode %s the cluster 10.40.0.10 has the hardware address %s", (mode, mac) => {
  expect(withDashes(clusterMac("10.40.0.10", mode))).toBe(mac);
});

// The example of http://tech-wiki.net/index.php?title=How_to_calculate_the_MS_NLB_multicast_mac_address_from_a_unicast_IP_address
test("each byte of the virtual IP counts", () => {
  expect(withDashes(clusterMac("199.99.20.70", "multicast"))).toBe("03-bf-c7-63-14-46");
});

// The example of VMware's article 1006525.
test("is written as the equipment writes it", () => {
  const mac = clusterMac("192.168.1.100", "multicast");
  expect([withDots(mac), withColons(mac)]).toEqual(["03bf.c0a8.0164", "03:bf:c0:a8:01:64"]);
});

test("the group of the mode igmpMulticast has the last two bytes", () => {
  expect(igmpGroup("10.40.200.7")).toBe("239.255.200.7");
});
