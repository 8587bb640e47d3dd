import { describe, expect, test } from "vitest";
import { familyOf, netmask } from "../../../../lib/model/address";
import { EXIT_CODES } from "../../../../lib/options/ip-address-takeover/exit-codes";
import type { ConflictPolicy } from "../../../../lib/options/ip-address-takeover/model";
import { alias } from "../../../../lib/options/ip-address-takeover/unix/alias";
import { controlScriptTools } from "../../../../lib/options/ip-address-takeover/unix/control-script";
import { logicalInterface } from "../../../../lib/options/ip-address-takeover/unix/logical-interface";
import { hexadecimalNetmask } from "../../../../lib/options/ip-address-takeover/unix/netmask";
import { unixScript, VOICE } from "../../../unix-bed";

/** The assignments at the head of a script. */
const assignments = (script: string) =>
  script
    .split("\n\n")[1]!
    .split("\n")
    .filter((line) => /^[A-Z_]+='/.test(line));

describe("the control script of Solaris", () => {
  const script = unixScript(logicalInterface);

  test("is run by ksh and has the host's own values at its head, as far as they are used", () => {
    expect(script.split("\n")[0]).toBe("#!/usr/bin/ksh -p");
    expect(assignments(script)).toEqual([
      "NAME='inbound-vip'",
      "PAIR='inbound'",
      "HOST='sip-a'",
      "VIRTUAL_IP='10.120.0.10'",
      "NETMASK='255.255.255.0'",
      "PRINTED_NETMASK='ffffff00'",
      "INTERFACE='e1000g1'",
      "HOST_ADDRESS='10.120.0.11'",
      "PEER_ADDRESS='10.120.0.12'",
      "PROBE_SECONDS='5'",
      "LOCK_SECONDS='30'",
      "RUN_DIRECTORY='/var/run/sip-ha'",
      "LOG_DIRECTORY='/var/log/sip-ha'",
    ]);
  });

  test("adds a logical interface that is not the source of packets, and never chooses its name", () => {
    expect(script).toContain(
      '/usr/sbin/ifconfig "$INTERFACE" addif "$VIRTUAL_IP" netmask "$NETMASK" broadcast + deprecated up',
    );
    // A logical interface that exists and is down was perhaps made by hand.
    expect(script).toContain('/usr/sbin/ifconfig "$LOGICAL" deprecated up');
    expect(script).not.toMatch(/\bplumb\b/);
    expect(script).toContain("export LC_ALL=C ENV='' PATH=/usr/xpg4/bin:/usr/bin:/usr/sbin\n");
  });

  test("keeps a duplicate only if the policy is not to refuse it", () => {
    expect(script).toContain("keep_trying");
    const refusing = unixScript(logicalInterface, { takeover: { conflictPolicy: "refuse" } });
    expect(refusing).not.toContain("keep_trying");
    expect(refusing).toContain("the peer is $PEER_ADDRESS: release it first");
  });
});

describe("the control script of AIX", () => {
  const script = unixScript(alias);

  test("adds and deletes an alias, and writes nothing to the device database", () => {
    expect(script).toContain('/usr/sbin/ifconfig "$INTERFACE" inet "$VIRTUAL_IP" netmask "$NETMASK" alias');
    expect(script).toContain('/usr/sbin/ifconfig "$INTERFACE" inet delete "$VIRTUAL_IP"');
    expect(script.replaceAll(/^ *#.*$/gm, "")).not.toMatch(/chdev|smit/);
    expect(assignments(script)).toContain("PRINTED_NETMASK='0xffffff00'");
  });

  test("waits for nobody with take-at-once", () => {
    expect(script).not.toContain("wait_for_release");
    expect(unixScript(alias, { takeover: { conflictPolicy: "probe-first" } })).toContain("\n    wait_for_release\n");
  });

  test("asks no gateway if there is none", () => {
    expect(script).toContain("gateway_answers");
    expect(unixScript(alias, { voice: { gateway: undefined } })).not.toContain("gateway_answers");
  });
});

describe.each([logicalInterface, alias])("the control script of $name", (system) => {
  test.each([{ takeover: { conflictPolicy: "take-at-once" } }, { takeover: { conflictPolicy: "refuse" } }] as const)(
    "ends only with the documented codes, and has them all: %j",
    (overrides) => {
      const script = unixScript(system, overrides);
      for (const [code, meaning] of EXIT_CODES) expect(script).toContain(`\n#   ${code}  ${meaning}\n`);
      const used = [...script.matchAll(/(?:finish|exit) (\d+)\b/g)].map((match) => Number(match[1]));
      expect(used.filter((code) => !EXIT_CODES.has(code))).toEqual([]);
    },
  );

  test("calls the tools that it requires by their absolute paths", () => {
    for (const virtualIp of [VOICE.ipv4.virtualIp, VOICE.ipv6.virtualIp]) {
      const script = unixScript(system, { takeover: { virtualIp, conflictPolicy: "probe-first" } });
      for (const tool of controlScriptTools(system, familyOf(virtualIp))) expect(script).toContain(`bounded ${tool} `);
      expect(script).not.toMatch(/bounded (?!\/usr\/s?bin\/|who -b|"\$@")/);
    }
  });

  test("uses every variable of its head", () => {
    for (const virtualIp of [VOICE.ipv4.virtualIp, VOICE.ipv6.virtualIp]) {
      const script = unixScript(system, { takeover: { virtualIp } });
      for (const line of assignments(script)) expect(script).toContain(`$${line.split("=")[0]}`);
    }
  });
});

describe("with an IPv6 virtual IP", () => {
  const { virtualIp } = VOICE.ipv6;
  const code = (script: string) => script.replaceAll(/^ *#.*$/gm, "");

  test("Solaris adds a logical interface of IPv6 that is not the source of packets, and looks at nothing of IPv4", () => {
    const script = unixScript(logicalInterface, { takeover: { virtualIp } });
    expect(assignments(script)).toEqual([
      "NAME='inbound-vip'",
      "PAIR='inbound'",
      "HOST='sip-a'",
      "VIRTUAL_IP='2001:db8:120::10'",
      "PREFIX_LENGTH='64'",
      "INTERFACE='e1000g1'",
      "HOST_ADDRESS='2001:db8:120::11'",
      "PEER_ADDRESS='2001:db8:120::12'",
      "PROBE_SECONDS='5'",
      "LOCK_SECONDS='30'",
      "RUN_DIRECTORY='/var/run/sip-ha'",
      "LOG_DIRECTORY='/var/log/sip-ha'",
    ]);
    expect(script).toContain('/usr/sbin/ifconfig "$INTERFACE" inet6 addif "$VIRTUAL_IP/$PREFIX_LENGTH" deprecated up');
    expect(script).toContain('/usr/sbin/ifconfig "$LOGICAL" inet6 deprecated up');
    expect(script).toContain('/usr/sbin/ifconfig "$INTERFACE" inet6 removeif "$VIRTUAL_IP"');
    expect(code(script)).not.toMatch(/NETMASK|-a4|\barp\b|\binet\b/);
    // Without the word, ifconfig would look for a logical interface of IPv4 by the same name.
    expect(code(script)).not.toMatch(/ifconfig "\$(?:LOGICAL|INTERFACE)" (?!inet6 )/);
  });

  test("AIX keeps the system from asking again if the policy takes the address, and otherwise lets it ask", () => {
    const words = (conflictPolicy: ConflictPolicy) => [
      ...unixScript(alias, { takeover: { virtualIp, conflictPolicy } }).matchAll(/ifconfig "\$INTERFACE" (.*?) 2>&1/g),
    ];
    const plain = 'inet6 "$VIRTUAL_IP/$PREFIX_LENGTH" alias';
    const removing = ['inet6 delete "$ENTRY"', 'inet6 "$ENTRY" delete'];
    for (const policy of ["take-at-once", "probe-first"] as const)
      expect(words(policy).map((match) => match[1])).toEqual([
        'inet6 alias -dad "$VIRTUAL_IP/$PREFIX_LENGTH"',
        plain,
        ...removing,
      ]);
    expect(words("refuse").map((match) => match[1])).toEqual([plain, ...removing]);
    expect(code(unixScript(alias, { takeover: { virtualIp } }))).not.toMatch(/NETMASK|\barp\b|chdev/);
  });

  test("AIX notifies no gateway if there is none", () => {
    expect(unixScript(alias, { takeover: { virtualIp } })).toContain("gateway_answers");
    expect(unixScript(alias, { takeover: { virtualIp }, voice: { gateway: undefined } })).not.toContain("GATEWAY");
  });
});

test.each([
  ["10.0.0.0/24", "255.255.255.0", "ffffff00"],
  ["10.0.0.0/8", "255.0.0.0", "ff000000"],
  ["10.0.0.0/23", "255.255.254.0", "fffffe00"],
  ["10.0.0.0/30", "255.255.255.252", "fffffffc"],
  ["10.0.0.0/9", "255.128.0.0", "ff800000"],
] as const)("the netmask of %s is %s, printed as %s", (cidr, mask, printed) => {
  expect([netmask(cidr as never), hexadecimalNetmask(cidr as never)]).toEqual([mask, printed]);
});
