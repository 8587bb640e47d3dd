import { expect, test } from "vitest";
import { watchdog } from "../../../../lib/options/ip-address-takeover/linux/watchdog";
import { watchdogName, watchdogPath } from "../../../../lib/options/ip-address-takeover/model";
import { textOf } from "../../../../lib/text/file-text";
import { sampleTopology } from "../../../sample-topology";
import { sides } from "../../../takeover-bed";

const overrides = {
  takeover: { watchdog: { interval: "2s", isolationTimeout: "10s", announceInterval: "1m" } },
} as const;

test("there is none unless one is declared", () => {
  expect(watchdog(sides().a)).toBeUndefined();
});

test("it asks Solution Control Server's host, the gateway and the peer, with the declared times", () => {
  const script = textOf(watchdog(sides(overrides).b)!.script);
  expect(script.split("\n\n")[1]!.split("\n")).toEqual([
    "NAME='inbound-vip-watchdog'",
    "HOST='sip-b'",
    "CONTROL_SCRIPT='/opt/genesys/sip-ha/inbound-vip'",
    "VIRTUAL_IP='10.120.0.10'",
    "INTERFACE='eth1'",
    "HOST_ADDRESS='10.120.0.12'",
    "PEER_ADDRESS='10.120.0.11'",
    "GATEWAY='10.120.0.1'",
    "SOLUTION_CONTROL_SERVERS='10.110.0.5'",
    "INTERVAL_SECONDS='2'",
    "ISOLATION_MILLISECONDS='10000'",
    "ANNOUNCE_MILLISECONDS='60000'",
    "LOG_DIRECTORY='/var/log/sip-ha'",
    'LOG="$LOG_DIRECTORY/inbound-vip.log"',
    'LOCK="/run/sip-ha/inbound.lock"',
    'TOKEN_FILE="/run/sip-ha/inbound.token"',
    'ROLE_FILE="/run/sip-ha/inbound.role"',
    'RELEASED_FILE="/run/sip-ha/inbound.released"',
    'SAID_FILE="/run/sip-ha/inbound.said"',
  ]);
});

test("it asks its own host for Solution Control Server only if there is no other, because its own host answers even when it is isolated", () => {
  const { managementLayer } = sampleTopology();
  const asked = (solutionControlServer: string, backup?: string) => {
    const layer = {
      ...managementLayer,
      solutionControlServer: { application: "SCS_Staging", host: solutionControlServer },
      ...(backup === undefined ? {} : { backupSolutionControlServer: { application: "SCS_Staging_B", host: backup } }),
    };
    const { a, b } = sides({ ...overrides, topology: { managementLayer: layer } });
    return [a, b].map((side) => /^SOLUTION_CONTROL_SERVERS='(.*)'$/m.exec(textOf(watchdog(side)!.script))![1]);
  };
  expect(asked("sip-a", "sip-b")).toEqual(["10.110.0.12", "10.110.0.11"]);
  expect(asked("mgmt-1", "sip-b")).toEqual(["10.110.0.5 10.110.0.12", "10.110.0.5"]);
  expect(asked("sip-a")).toEqual(["10.110.0.11", "10.110.0.11"]);
});

test("an older systemd starts it as often, because the unit has the key that it knows, in the section where it looks for it", () => {
  const [, service] = watchdog(sides(overrides).a)!.unit.split("\n[Service]\n");
  expect(service!.split("\n[Install]\n")[0]!.split("\n")).toContain("StartLimitInterval=0");
});

test("its end does not end the announcements that it has started", () => {
  expect(watchdog(sides(overrides).a)!.unit.split("\n")).toContain("KillMode=process");
});

test("systemd starts it at boot and keeps it running, however often and soon it ends", () => {
  const { a } = sides(overrides);
  const unit = watchdog(a)!.unit.split("\n");
  for (const line of [
    `ExecStart=${watchdogPath(a)}`,
    "Restart=always",
    "RestartSec=2",
    "StartLimitIntervalSec=0",
    "WantedBy=multi-user.target",
  ])
    expect(unit).toContain(line);
  expect([watchdogName(a), watchdogPath(a)]).toEqual([
    "inbound-vip-watchdog",
    "/opt/genesys/sip-ha/inbound-vip-watchdog",
  ]);
});
