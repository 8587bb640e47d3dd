import { expect, test } from "vitest";
import { sipProxyDeclaration } from "../../options/sip-proxy/sip-proxy-sample";
import { evaluateRule, HOLDS } from "../../rule-evaluation";
import { REMOVED, soundDeclaration } from "../../sample-declaration";

test("holds where every connection has a host key; a host without a connection needs none", () => {
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
        fix: 'add hostKey: the line that "ssh-keyscan -t ed25519 10.110.0.11" prints, without the address, compared with the one on the host\'s console',
      },
    ],
    notEvaluated: [],
  });
});

test("a pair without scripts counts where Terraform may install, as it takes away there what an earlier option left", () => {
  const found = (becomeRoot: string) =>
    evaluateRule(
      "host-key-missing",
      sipProxyDeclaration({ "hosts.sip-a.connection.ssh.becomeRoot": becomeRoot, "hosts.sip-b.connection": undefined }),
    ).found.map(({ path }) => path);
  expect(found("sudo")).toEqual(["hosts.sip-a.connection.ssh"]);
  expect(found("none")).toEqual([]);
});
