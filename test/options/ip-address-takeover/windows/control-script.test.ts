import { describe, expect, test } from "vitest";
import { EXIT_CODES } from "../../../../lib/options/ip-address-takeover/exit-codes";
import { CONFLICT_POLICIES } from "../../../../lib/options/ip-address-takeover/model";
import { controlScript } from "../../../../lib/options/ip-address-takeover/windows/control-script";
import { textOf } from "../../../../lib/text/file-text";
import { batchProblems } from "../../../scripts/windows/batch-lint";
import { windowsIpv6Sides, windowsSides } from "../../../wine/sample";

const script = (...overrides: Parameters<typeof windowsSides>) => textOf(controlScript(windowsSides(...overrides).a));

describe("the control script of Windows", () => {
  test.each(CONFLICT_POLICIES)("is a batch file without a known trap, with the policy %s", (conflictPolicy) => {
    expect(batchProblems(script({ takeover: { conflictPolicy } }))).toEqual([]);
  });

  test("says what its exit codes mean", () => {
    for (const [code, meaning] of EXIT_CODES) expect(script()).toContain(`rem   ${code}  ${meaning}\r\n`);
  });

  test("adds the address only until the next boot, and not as a source", () => {
    expect(script().match(/add address [^\r]*/g)).toEqual([
      `add address "name=%%INTERFACE%%" "address=%%VIRTUAL_IP%%" "mask=%%MASK%%" "store=active" "skipassource=true" 2^>^&1') do if not defined SAID set "SAID=%%l"`,
    ]);
  });

  test.each([
    ["10.120.0.0/24", "255.255.255.0", "10.120.0.0/24"],
    ["10.120.0.0/20", "255.255.240.0", "10.120.0.0/20"],
    ["10.0.0.0/8", "255.0.0.0", "10.0.0.0/8"],
    ["10.120.0.0/31", "255.255.255.254", "10.120.0.0/31"],
  ])("knows the mask of %s", (cidr, mask, network) => {
    const text = script({ voice: { cidr } });
    expect(text).toContain(`set "MASK=${mask}"\r\n`);
    expect(text).toContain(`set "NETWORK=${network}"\r\n`);
  });

  test("has the settings of its side in its first lines, and is otherwise the same as others with its policy", () => {
    const [a, b] = [windowsSides().a, windowsSides().b].map((side) => controlScript(side));
    expect(a).toMatchObject({ shared: (b as { shared: unknown }).shared });
    expect(textOf(a!)).toContain('set "HOST_ADDRESS=10.120.0.11"\r\nset "PEER_ADDRESS=10.120.0.12"\r\n');
    expect(textOf(b!)).toContain('set "HOST_ADDRESS=10.120.0.12"\r\nset "PEER_ADDRESS=10.120.0.11"\r\n');
  });
});

describe("the control script of Windows with an IPv6 virtual IP", () => {
  const ipv6Script = (...overrides: Parameters<typeof windowsIpv6Sides>) =>
    textOf(controlScript(windowsIpv6Sides(...overrides).a));

  test.each(CONFLICT_POLICIES)("is a batch file without a known trap, with the policy %s", (conflictPolicy) => {
    expect(batchProblems(ipv6Script({ takeover: { conflictPolicy } }))).toEqual([]);
  });

  test("adds the address only until the next boot, and not as a source", () => {
    expect(ipv6Script().match(/add address [^\r]*/g)).toEqual([
      `add address "interface=%%INTERFACE%%" "address=%%VIRTUAL_IP%%/%%PREFIX_LENGTH%%" "store=active" "skipassource=true" 2^>^&1') do if not defined SAID set "SAID=%%l"`,
    ]);
    expect(ipv6Script({ voice: { cidr: "2001:db8:120::/56" } })).toContain('set "PREFIX_LENGTH=56"\r\n');
  });

  test("calls nothing that works only with IPv4, and has no such setting", () => {
    expect(ipv6Script()).not.toMatch(/ipv4|arp\.exe|TTL=|"MASK=|"NETWORK=/);
    expect(script()).not.toMatch(/ipv6|neighbors/);
  });

  test("asks the network first with any policy, and adds the address at last unless it refuses", () => {
    const asks = (text: string) => text.includes(':attempt\r\nset "ASKED=%VIRTUAL_IP%"\r\ncall :ask\r\n');
    for (const conflictPolicy of CONFLICT_POLICIES) {
      const text = ipv6Script({ takeover: { conflictPolicy } });
      expect(asks(text)).toBe(true);
      expect(text.includes("\r\ngoto attempt_at_last\r\n")).toBe(conflictPolicy !== "refuse");
    }
    expect(asks(script({ takeover: { conflictPolicy: "take-at-once" } }))).toBe(false);
  });
});
