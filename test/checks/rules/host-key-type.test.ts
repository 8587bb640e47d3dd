import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../rule-evaluation";
import { REMOVED, soundDeclaration } from "../../sample-declaration";

const withKey = (hostKey: unknown, further: Readonly<Record<string, unknown>> = {}) =>
  evaluateRule("host-key-type", soundDeclaration({ "hosts.sip-a.connection.ssh.hostKey": hostKey, ...further }));

test("holds for ECDSA keys, and says nothing of a host without a key", () => {
  expect(withKey("ecdsa-sha2-nistp521 AAAA root@sip-a")).toEqual(HOLDS);
  expect(withKey(REMOVED)).toEqual(HOLDS);
});

test("an Ed25519 key is the last one that Terraform asks for: the command shows the first", () => {
  expect(withKey("ssh-ed25519 AAAA", { "hosts.sip-a.connection.ssh.port": 2222 })).toEqual({
    found: [
      {
        path: "hosts.sip-a.connection.ssh.hostKey",
        message:
          "host sip-a shows Terraform another key than the declared one where it has an ECDSA or an RSA key as well",
        found: "ssh-ed25519",
        allowed: "the host's ECDSA key, e.g. ecdsa-sha2-nistp256 AAAA...",
        fix: 'declare the line that "ssh-keyscan -t ecdsa -p 2222 10.110.0.11" prints on a machine that reaches it, or where it prints none the one with -t rsa, without the address, compared with the one on the host\'s console; acknowledge this where the declared key is the only one that the host has',
      },
    ],
    notEvaluated: [],
  });
});

test("the key of a jump host is found as well, beside that of the host behind it", () => {
  const jumpHost = { user: "ops", address: "10.99.0.1", hostKey: "ssh-ed25519 AAAA" };
  const { found } = withKey("ecdsa-sha2-nistp256 AAAA", { "hosts.sip-a.connection.ssh.jumpHost": jumpHost });
  expect(found).toMatchObject([
    {
      path: "hosts.sip-a.connection.ssh.jumpHost.hostKey",
      message: expect.stringMatching(/^the jump host of sip-a shows Terraform another key/),
      fix: expect.stringContaining('"ssh-keyscan -t ecdsa 10.99.0.1" prints on a machine that reaches it, or'),
    },
  ]);
});

test("an RSA key is found where hosts have an ECDSA key as well, and not on the systems whose hosts may have none", () => {
  expect(withKey("ssh-rsa AAAA").found.map(({ message }) => message)).toEqual([
    "host sip-a shows Terraform another key than the declared one where it has an ECDSA key as well",
  ]);
  for (const os of ["solaris", "aix"]) expect(withKey("ssh-rsa AAAA", { "hosts.sip-a.os": os })).toEqual(HOLDS);
});
