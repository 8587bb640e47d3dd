import { describe, expect, test } from "vitest";
import { bootDisable } from "../../../lib/options/windows-nlb/boot-disable";
import { controlScript } from "../../../lib/options/windows-nlb/control-script";
import { NLB_EXIT_CODES } from "../../../lib/options/windows-nlb/exit-codes";
import { textOf } from "../../../lib/text/file-text";
import { batchProblems } from "../../scripts/windows/batch-lint";
import { NLB, nlbSides } from "./nlb-sample";

const script = (changes: Readonly<Record<string, unknown>> = {}) => textOf(controlScript(nlbSides(changes).a));

describe("the control script of a Windows NLB cluster", () => {
  test("is a batch file without a known trap", () => {
    expect(batchProblems(script())).toEqual([]);
  });

  test("says what its exit codes mean", () => {
    for (const [code, meaning] of NLB_EXIT_CODES) expect(script()).toContain(`rem   ${code}  ${meaning}\r\n`);
  });

  test("names the ports of each rule, with a separate one for TLS, and a range as one", () => {
    const text = script({
      "pairs.inbound.sip": { port: 5080, tlsPort: 5081, transports: ["udp", "tls"] },
      [`${NLB}.portRules`]: [{ startPort: 6000, endPort: 6100 }],
    });
    expect(text).toContain('set "PORTS=5080 5081 6000-6100"\r\nset "RULES=3"\r\n');
  });

  test("has the settings of its side in its first lines, and is otherwise the same as all others", () => {
    const { a, b } = nlbSides({ [`${NLB}.hostPriorities`]: { primary: 9, backup: 4 } });
    const [first, second] = [controlScript(a), controlScript(b)];
    expect(first).toMatchObject({ shared: (second as { shared: unknown }).shared });
    expect(textOf(first)).toContain('set "VIRTUAL_IP=10.120.0.10"\r\nset "HOST_PRIORITY=9"\r\n');
    expect(textOf(second)).toContain('set "HOST_PRIORITY=4"\r\n');
  });

  test("calls nlb.exe only for this host: without a cluster, a host or a password", () => {
    expect(script().match(/nlb\.exe %%[^)]*/g)).toEqual([`nlb.exe %%VERB%% "%%VIRTUAL_IP%%:%%PORT%%" 2^>^&1 ^<nul'`]);
  });
});

test("the scheduled task disables the ports at boot, as the system's account", () => {
  expect(bootDisable(nlbSides().a)).toContain("<Arguments>/d /c C:\\Genesys\\sip-ha\\inbound-nlb.cmd boot</Arguments>");
});
