import { expect, test } from "vitest";
import { rules } from "../../lib/options";

test("these errors, and no others, may be acknowledged with a reason", () => {
  const codes = rules.filter(({ level, acknowledgeable }) => level === "error" && acknowledgeable);
  expect(codes.map(({ code }) => code).sort()).toEqual([
    "addp-off",
    "alarm-rearm",
    "arp-burst",
    "big-ip-differs",
    "big-ip-gateway",
    "data-center",
    "declaration-version",
    "environment-empty",
    "failure-detection-differs",
    "gratuitous-arp",
    "host-overridden",
    "local-control-agent-port",
    "mixed-address-versions",
    "networks-overlap",
    "nlb-hardware-address",
    "nlb-unicast-interface",
    "oos-check-off",
    "option-since",
    "option-value",
    "port-not-unique",
    "record-ttl",
    "recovery-time",
    "servers-tls-port",
    "shared-state",
    "snat-exclusions",
    "winrm-port",
    "zone-not-own",
  ]);
});
