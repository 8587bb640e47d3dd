import { describe, expect, test } from "vitest";
import type { Host, SshConnection } from "../../lib/model/host";
import {
  becomingRoot,
  keyScanWords,
  knownHost,
  sshDestination,
  sshWords,
  typedJump,
} from "../../lib/scripts/ssh-client";
import { sampleTopology } from "../sample-topology";

const KEY = "ssh-ed25519 AAAA root@sip-a";

function hostWith(more: Partial<SshConnection>): { readonly host: Host; readonly connection: SshConnection } {
  const {
    privateKeyFile: _,
    hostKey: __,
    ...declared
  } = sampleTopology().hosts.get("sip-a")!.connection as SshConnection;
  const connection = { ...declared, ...more };
  return { host: { ...sampleTopology().hosts.get("sip-a")!, connection }, connection };
}

/** The options of ssh, without the word before each. */
function options(more: Partial<SshConnection>): string[] {
  const { connection } = hostWith(more);
  return sshWords(connection, { connect: 5, silence: 15 }).filter((word) => word.includes("="));
}

const ALWAYS = ["BatchMode=yes", "ConnectTimeout=5", "ServerAliveInterval=15", "StrictHostKeyChecking=yes"];

describe("ssh", () => {
  test("asks nothing, gives up if a host is silent, and does not log in if the host is not known", () => {
    expect(options({})).toEqual(ALWAYS);
  });

  test("accepts only the declared key of a host, or a certificate that this key has signed, for the host's address and port", () => {
    expect(options({ hostKey: KEY, port: 2222 })).toEqual([
      ...ALWAYS,
      "UserKnownHostsFile=./known_hosts",
      "GlobalKnownHostsFile=/dev/null",
    ]);
    expect(knownHost(hostWith({ hostKey: KEY, port: 2222 }).host)).toBe(
      `[10.110.0.11]:2222 ${KEY}\n@cert-authority [10.110.0.11]:2222 ${KEY}\n`,
    );
    expect(knownHost(hostWith({}).host)).toBeUndefined();
    expect(knownHost({ ...hostWith({}).host, connection: undefined })).toBeUndefined();
  });

  const JUMP = { user: "ops", address: "2001:db8::9", port: 2222, hostKey: "ecdsa-sha2-nistp256 JJJJ" };

  test("uses a jump host with its own key and its own known hosts, and asks nothing there either", () => {
    const jumpHost = { ...JUMP, privateKeyFile: "/keys/it's 100%" };
    const jumpLines =
      "[2001:db8::9]:2222 ecdsa-sha2-nistp256 JJJJ\n@cert-authority [2001:db8::9]:2222 ecdsa-sha2-nistp256 JJJJ\n";
    expect(options({ hostKey: KEY, jumpHost }).at(-1)).toBe(
      "ProxyCommand=ssh -p 2222 -o BatchMode=yes -o ConnectTimeout=5 -o StrictHostKeyChecking=yes" +
        " -o UserKnownHostsFile=./known_hosts -o GlobalKnownHostsFile=/dev/null -o IdentitiesOnly=yes" +
        String.raw` -i '/keys/it'\''s 100%%' -W [%h]:%p 'ops@2001:db8::9'`,
    );
    expect(knownHost(hostWith({ hostKey: KEY, jumpHost }).host)).toBe(
      `10.110.0.11 ${KEY}\n@cert-authority 10.110.0.11 ${KEY}\n${jumpLines}`,
    );
    expect(knownHost(hostWith({ jumpHost }).host)).toBe(jumpLines);
  });

  test("asks the agent for the key of a jump host that has no key file, and may ask the user if it is typed by hand", () => {
    expect(typedJump(hostWith({ jumpHost: JUMP }).connection)).toBe(
      String.raw` -o 'ProxyCommand=ssh -p 2222 -W [%h]:%p '\''ops@2001:db8::9'\'''`,
    );
    expect(typedJump(hostWith({}).connection)).toBe("");
  });

  test("asks for a host's keys at its address and port, and does not name port 22", () => {
    const { connection } = hostWith({ address: "10.110.0.11" });
    expect([keyScanWords(connection), keyScanWords({ address: "2001:db8::9", port: 2222 })]).toEqual([
      "10.110.0.11",
      "-p 2222 2001:db8::9",
    ]);
  });

  test("offers no key but the declared one", () => {
    expect(options({ privateKeyFile: "~/.ssh/one" })).toEqual([...ALWAYS, "IdentitiesOnly=yes"]);
  });

  test("gives a silent host up after the given number of questions", () => {
    const { connection } = hostWith({ port: 2222 });
    const words = sshWords(connection, { connect: 5, silence: 5, questions: 2 });
    expect(words.slice(0, 4)).toEqual(["ssh", "-T", "-p", "2222"]);
    expect(words).toContain("ServerAliveCountMax=2");
  });

  test("logs in as the declared user, who becomes root by sudo if that is declared, and is asked nothing", () => {
    const { connection } = hostWith({ user: "deploy", address: "10.110.0.11" });
    expect(sshDestination(connection)).toBe("deploy@10.110.0.11");
    expect([
      becomingRoot({ ...connection, becomeRoot: "sudo" }),
      becomingRoot({ ...connection, becomeRoot: "none" }),
    ]).toEqual([["sudo", "-n"], []]);
  });
});
