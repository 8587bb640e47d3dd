import { expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../rule-evaluation";
import { REMOVED, soundDeclaration } from "../../sample-declaration";

const withKey = (hostKey: unknown, further: Readonly<Record<string, unknown>> = {}) =>
  evaluateRule("host-key-type", soundDeclaration({ "hosts.sip-a.connection.ssh.hostKey": hostKey, ...further }));

test("holds for ECDSA keys, and says nothing of a host without a key", () => {
  expect(withKey("ecdsa-sha2-nistp521 AAAA root@sip-a")).toEqual(HOLDS);
  expect(withKey(REMOVED)).toEqual(HOLDS);
});

test("an Ed25519 key is the last that Terraform asks for: the command shows the first", () => {
  expect(withKey("ssh-ed25519 AAAA", { "hosts.sip-a.connection.ssh.port": 2222 })).toEqual({
    found: [
      {
        path: "hosts.sip-a.connection.ssh.hostKey",
        message:
          "if host sip-a has an ECDSA or an RSA key as well, it shows Terraform that key instead of the declared one",
        found: "ssh-ed25519",
        allowed: "the host's ECDSA key, e.g. ecdsa-sha2-nistp256 AAAA...",
        fix: 'run "ssh-keyscan -t ecdsa -p 2222 10.110.0.11" on a machine that reaches it, or with -t rsa if that prints no key; declare the line without the address, and compare it with the key on the host\'s console; if the declared key is the only one that the host has, acknowledge this',
      },
    ],
    notEvaluated: [],
  });
});

test("the key of a jump host is found as well, beside the key of the host behind it", () => {
  const jumpHost = { user: "ops", address: "10.99.0.1", hostKey: "ssh-ed25519 AAAA" };
  const { found } = withKey("ecdsa-sha2-nistp256 AAAA", { "hosts.sip-a.connection.ssh.jumpHost": jumpHost });
  expect(found).toMatchObject([
    {
      path: "hosts.sip-a.connection.ssh.jumpHost.hostKey",
      message: expect.stringMatching(/^if the jump host of sip-a has .* as well, it shows Terraform that key/),
      fix: expect.stringContaining('"ssh-keyscan -t ecdsa 10.99.0.1" on a machine that reaches it, or with -t rsa'),
    },
  ]);
});

test("an RSA key is found if hosts have an ECDSA key as well, but not on systems whose hosts may have none", () => {
  expect(withKey("ssh-rsa AAAA").found.map(({ message }) => message)).toEqual([
    "if host sip-a has an ECDSA key as well, it shows Terraform that key instead of the declared one",
  ]);
  for (const os of ["solaris", "aix"]) expect(withKey("ssh-rsa AAAA", { "hosts.sip-a.os": os })).toEqual(HOLDS);
});
