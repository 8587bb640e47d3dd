import { expect, test } from "vitest";
import { windowsHost } from "../../lib/drift/windows-host";
import type { Host } from "../../lib/model/host";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { sampleDeclaration, windowsPair } from "../sample-declaration";

const files = { collector: "facts/it's/sip-a.collector.cmd", facts: "facts/it's/sip-a.facts" };

function host(connection: Host["connection"]): Host {
  const topology = resolve(sampleDeclaration(structuredClone(windowsPair())) as Declaration).topology!;
  return { ...topology.hosts.get("sip-a")!, connection };
}

const ssh = { type: "ssh", user: "CORP\\admin", port: 2222, becomeRoot: "none", timeout: 60_000 } as const;

test("over SSH the collector is copied, run and deleted; an IPv6 address stands in brackets where scp has a path after it", () => {
  expect(windowsHost.command(host({ ...ssh, address: "2001:db8::11" } as never), files)).toBe(
    String.raw`scp -q -P 2222 'facts/it'\''s/sip-a.collector.cmd' 'CORP\admin@[2001:db8::11]:sip-ha-facts.cmd' && ` +
      String.raw`ssh -p 2222 'CORP\admin@2001:db8::11' 'cmd /d /c "call sip-ha-facts.cmd & del sip-ha-facts.cmd"' >'facts/it'\''s/sip-a.facts'`,
  );
});

test("without SSH the command is a comment, so that a shell that runs all of them passes it over", () => {
  for (const connection of [undefined, host(undefined).connection])
    expect(windowsHost.command(host(connection), files)).toMatch(/^# on sip-a, as an administrator: [^\n]*$/);
});
