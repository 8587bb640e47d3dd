import { expect, test } from "vitest";
import type { AskedHost } from "../../lib/drift/host-system";
import { windowsHost } from "../../lib/drift/windows-host";
import type { Host, SshConnection } from "../../lib/model/host";
import { sampleDeclaration, windowsPair } from "../sample-declaration";
import { topologyOf } from "../topology-of";

const FILES = { collector: "facts/it's/sip-a.collector.cmd", facts: "facts/it's/sip-a.facts" };

/** The sample's host sip-a, which Terraform reaches by WinRM unless something else is declared. */
function host(connection?: Readonly<Record<string, unknown>>): Host & AskedHost {
  const changes = connection === undefined ? {} : { "hosts.sip-a.connection": connection };
  const declaration = sampleDeclaration({ ...structuredClone(windowsPair()), ...changes });
  return { ...topologyOf(declaration).hosts.get("sip-a")!, usesSudo: false };
}

test("over SSH the collector is copied, run and deleted; an IPv6 address is in brackets if scp has a path after it", () => {
  const reached = host({ ssh: { user: "CORP\\admin", port: 2222, hostKey: "ssh-ed25519 AAAA" } });
  const connection: SshConnection = { ...(reached.connection as SshConnection), address: "2001:db8::11" };
  expect(windowsHost.command({ ...reached, connection }, FILES)).toBe(
    String.raw`scp -q -P 2222 'facts/it'\''s/sip-a.collector.cmd' 'CORP\admin@[2001:db8::11]:sip-ha-facts.cmd' && ` +
      String.raw`ssh -p 2222 'CORP\admin@2001:db8::11' 'cmd /d /c "call sip-ha-facts.cmd & del sip-ha-facts.cmd"' >'facts/it'\''s/sip-a.facts'`,
  );
});

test("over SSH both go by way of the jump host", () => {
  const jumpHost = { user: "ops", address: "10.99.0.1", hostKey: "ecdsa-sha2-nistp256 AAAA" };
  const command = windowsHost.command(host({ ssh: { user: "admin", privateKeyFile: "~/.ssh/id", jumpHost } }), FILES);
  const proxy = String.raw`-o 'ProxyCommand=ssh -p 22 -i '\''~/.ssh/id'\'' -W [%h]:%p '\''ops@10.99.0.1'\'''`;
  expect(command.split(` 22 -i '~/.ssh/id' ${proxy} `)).toHaveLength(3);
});

test("over SSH both use the declared key", () => {
  const reached = host({ ssh: { user: "admin", privateKeyFile: "~/.ssh/site key" } });
  expect(windowsHost.command(reached, FILES).match(/(?:scp -q -P|ssh -p) 22 -i '~\/\.ssh\/site key' '/g)).toHaveLength(
    2,
  );
});

test("without SSH the command is a comment, so that a shell that runs all of them skips it", () => {
  expect(host().connection?.type).toBe("winrm");
  for (const one of [host(), { ...host(), connection: undefined }])
    expect(windowsHost.command(one, FILES)).toMatch(/^# on sip-a, as an administrator: [^\n]*$/);
});
