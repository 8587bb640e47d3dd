import { expect, test } from "vitest";
import { bootRelease, bootReleaseName } from "../../../../lib/options/ip-address-takeover/linux/boot-release";
import { sides } from "../../../takeover-bed";

test("the unit runs down once at boot, unless a role has been assigned since", () => {
  const unit = bootRelease(sides().b).split("\n");
  expect(unit).toContain("ExecStart=/opt/genesys/sip-ha/inbound-vip boot");
  expect(unit).toContain("ConditionPathExists=!/run/sip-ha/inbound.role");
  expect(unit).toContain("Type=oneshot");
  expect(unit).toContain("After=network-online.target");
  // It is possible that nothing else asks for it; without this it would come before the network.
  expect(unit).toContain("Wants=network-online.target");
  // By default systemd waits without end for what it runs once.
  expect(unit).toContain("TimeoutStartSec=60");
  expect(unit).toContain("WantedBy=multi-user.target");
});

test("the unit is named after the control script", () => {
  expect(bootReleaseName(sides().a)).toBe("inbound-vip-release.service");
});
