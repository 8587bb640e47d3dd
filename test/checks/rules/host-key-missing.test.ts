import { expect, test } from "vitest";
import { singleHostDeclaration } from "../../options/single-host/single-host-sample";
import { evaluateRule, HOLDS } from "../../rule-evaluation";
import { REMOVED, soundDeclaration } from "../../sample-declaration";

test("holds if every connection has a host key; a host without a connection needs none", () => {
  expect(evaluateRule("host-key-missing", soundDeclaration())).toEqual(HOLDS);
});

test("a connection without a host key is found, with the command that shows it", () => {
  const said = evaluateRule("host-key-missing", soundDeclaration({ "hosts.sip-a.connection.ssh.hostKey": REMOVED }));
  expect(said).toEqual({
    found: [
      {
        path: "hosts.sip-a.connection.ssh",
        message: "the identity of host sip-a is not checked",
        found: "no hostKey",
        allowed: "the host's public key",
        fix: 'add hostKey: run "ssh-keyscan -t ecdsa 10.110.0.11" on a machine that reaches it, or with -t rsa if that prints no key; write the line without the address, and compare it with the key on the host\'s console',
      },
    ],
    notEvaluated: [],
  });
});

test("also for a host that gets no scripts, because an earlier version's files are removed there with root's rights", () => {
  const said = evaluateRule("host-key-missing", singleHostDeclaration());
  expect(said.found.map(({ path }) => path)).toEqual(["hosts.sip-a.connection.ssh", "hosts.sip-b.connection.ssh"]);
});
