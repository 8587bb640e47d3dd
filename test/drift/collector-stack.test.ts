import { describe, expect, test } from "vitest";
import { collectorStack } from "../../lib/drift/collector-stack";
import { collectorsOf } from "../../lib/drift/collectors";
import { plan } from "../../lib/synth/plan";
import { bigIpTopology } from "../options/big-ip/big-ip-sample";
import { soundDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";

/** The stack of the sample, with these values of its declaration replaced. */
function stackOf(changes: Readonly<Record<string, unknown>> = {}, topology = topologyOf(soundDeclaration(changes))) {
  const { files, commands } = collectorStack("staging", collectorsOf(topology, plan(topology).artifacts, "my facts"));
  const contents = Object.fromEntries(files.map(({ file, content }) => [file, content]));
  return { stack: JSON.parse(contents[`my facts/${topology.environment}/main.tf.json`]!), contents, commands };
}

const provisioner = (name: string, changes: Readonly<Record<string, unknown>> = {}) =>
  stackOf(changes).stack.resource.terraform_data[name].provisioner[0]["local-exec"];

const SSH = "hosts.sip-a.connection.ssh";

describe("the stack", () => {
  test("replaces one resource for each host at each apply, and needs nothing but Terraform itself", () => {
    const { stack } = stackOf();
    expect(Object.keys(stack.resource)).toEqual(["terraform_data"]);
    expect(Object.keys(stack.resource.terraform_data)).toEqual(["sip-a", "sip-b"]);
    for (const { triggers_replace: trigger } of Object.values<{ triggers_replace: string }>(
      stack.resource.terraform_data,
    ))
      expect(trigger).toBe("${timestamp()}");
    expect(stack.terraform).toEqual({ required_version: ">= 1.4.0" });
    expect(stack.variable).toBeUndefined();
  });

  test("is run by two lines of shell, which name its folder", () => {
    expect(stackOf().commands).toEqual([
      "terraform -chdir='my facts/staging' init",
      "terraform -chdir='my facts/staging' apply -auto-approve",
    ]);
  });

  test("says beside them what Terraform does not run: the collector of a host to which it has no connection", () => {
    const { stack, commands } = stackOf({ "hosts.sip-b.connection": undefined });
    expect(Object.keys(stack.resource.terraform_data)).toEqual(["sip-a"]);
    expect(commands.slice(2)).toEqual([
      "ssh 'sip-b' sudo sh -s <'my facts/staging/sip-b.collector.sh' >'my facts/staging/sip-b.facts'",
    ]);
  });

  test("types sudo there as the runbook does: not on a Solaris host whose Local Control Agent does not use it", () => {
    const other = (becomeRoot: "none" | "sudo") =>
      stackOf({
        "hosts.sip-b": {
          os: "solaris",
          interfaces: {
            net0: { network: "management", address: "10.110.0.12" },
            net1: { network: "voice", address: "10.120.0.12" },
          },
          localControlAgent: { account: "genesys", becomeRoot },
        },
      }).commands.at(-1);
    expect([other("none"), other("sudo")]).toEqual([
      "ssh 'sip-b' /usr/bin/ksh -s <'my facts/staging/sip-b.collector.sh' >'my facts/staging/sip-b.facts'",
      "ssh 'sip-b' sudo /usr/bin/ksh -s <'my facts/staging/sip-b.collector.sh' >'my facts/staging/sip-b.facts'",
    ]);
  });

  test("without any connection it consists only of those commands", () => {
    const { commands } = stackOf({ "hosts.sip-a.connection": undefined, "hosts.sip-b.connection": undefined });
    expect(commands.map((command) => command.split(" ").slice(0, 2).join(" "))).toEqual(["ssh 'sip-a'", "ssh 'sip-b'"]);
  });
});

describe("a host is asked as its connection says", () => {
  test("with its key, and refused if the host's key is not the declared one", () => {
    const changes = {
      [SSH]: {
        user: "deploy",
        port: 2222,
        privateKeyFile: "~/${it} 'is'",
        hostKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKey0000000000000000000000000000000000000000",
        becomeRoot: "none",
        timeout: "1500ms",
      },
    };
    expect(provisioner("sip-a", changes)).toEqual({
      command:
        "ssh -T -p 2222 -o BatchMode=yes -o ConnectTimeout=2 -o ServerAliveInterval=15 -o StrictHostKeyChecking=yes" +
        " -o UserKnownHostsFile=./known_hosts -o GlobalKnownHostsFile=/dev/null -o IdentitiesOnly=yes" +
        ` -i "$SSH_KEY" 'deploy@10.110.0.11' sh -s <'./sip-a.collector.sh' >'./sip-a.facts'`,
      environment: { SSH_KEY: "${abspath(pathexpand(\"~/$${it} 'is'\"))}" },
      interpreter: ["/bin/sh", "-c"],
      working_dir: "${path.module}",
    });
    expect(stackOf(changes).contents["my facts/staging/known_hosts"]).toBe(
      [
        "[10.110.0.11]:2222 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKey0000000000000000000000000000000000000000\n",
        "@cert-authority [10.110.0.11]:2222 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKey0000000000000000000000000000000000000000\n",
        "10.110.0.12 ecdsa-sha2-nistp256 AAAAExampleB\n@cert-authority 10.110.0.12 ecdsa-sha2-nistp256 AAAAExampleB\n",
      ].join(""),
    );
  });

  test("by the ssh agent if there is no key, and by what ssh knows of the host if no host key is declared", () => {
    const ssh = { user: "deploy" };
    const { command, environment } = provisioner("sip-a", { [SSH]: ssh });
    expect(environment).toBeUndefined();
    expect(command).toBe(
      "ssh -T -p 22 -o BatchMode=yes -o ConnectTimeout=30 -o ServerAliveInterval=15 -o StrictHostKeyChecking=yes" +
        " 'deploy@10.110.0.11' sudo -n sh -s <'./sip-a.collector.sh' >'./sip-a.facts'",
    );
    const { contents } = stackOf({ [SSH]: ssh, "hosts.sip-b.connection.ssh": ssh });
    expect(Object.keys(contents)).toEqual(["my facts/staging/main.tf.json"]);
  });
});

test("a BIG-IP is asked with the account of the stack that deploys, and no file holds that account", () => {
  const { stack } = stackOf({}, bigIpTopology().topology);
  expect(stack.resource.terraform_data["_big-ip-ltm-1"].provisioner).toEqual([
    {
      "local-exec": {
        command: "sh './_big-ip-ltm-1.collector.sh' >'./_big-ip-ltm-1.facts'",
        environment: {
          BIGIP_PASSWORD: '${var.bigip_accounts["ltm-1"].password}',
          BIGIP_USER: '${var.bigip_accounts["ltm-1"].user}',
        },
        interpreter: ["/bin/sh", "-c"],
        working_dir: "${path.module}",
      },
    },
  ]);
  expect(stack.variable.bigip_accounts).toMatchObject({ sensitive: true });
});
