import { describe, expect, test } from "vitest";
import { evaluateRule, HOLDS } from "../../rule-evaluation";
import { sampleDeclaration } from "../../sample-declaration";

const CODE = "host-not-unique";

/** Another environment of the sample's Management Layer, with hosts of its own. */
const west = (changes: Readonly<Record<string, unknown>> = {}) => {
  const { hosts, pairs, ...others } = sampleDeclaration({ environment: "west", ...changes });
  const renamed = JSON.stringify({ hosts, pairs }).replaceAll('"sip-', '"west-').replaceAll("10.120.", "10.121.");
  const networks = {
    management: { cidr: "10.110.0.0/16", gateway: "10.110.0.1" },
    voice: { cidr: "10.121.0.0/24", gateway: "10.121.0.1" },
  };
  return { ...others, networks, ...JSON.parse(renamed) };
};

const WEST_A = {
  os: "linux",
  interfaces: { eth0: { network: "management", address: "10.110.1.11" } },
};

describe("environments that share a Management Layer", () => {
  test("hold with hosts of their own beside the machine that both have", () => {
    expect(evaluateRule(CODE, sampleDeclaration(), west())).toEqual(HOLDS);
  });

  test("are found if one host name stands for two machines, whatever the case", () => {
    const said = (name: string) => {
      const own = west();
      return evaluateRule(CODE, sampleDeclaration(), { ...own, hosts: { ...own.hosts, [name]: WEST_A } });
    };
    for (const name of ["sip-a", "SIP-A"])
      expect(said(name)).toEqual({
        found: [
          {
            environment: "west",
            path: `hosts.${name}.interfaces.eth0.address`,
            message: `host ${name} has the management address 10.110.1.11, and host sip-a of environment staging, which has the same Configuration Layer, has 10.110.0.11`,
            found: "10.110.1.11",
            allowed: "10.110.0.11, or a name that no host of the other environment has",
            fix: "rename one of them after its machine; or, if one machine is meant, correct the address",
          },
        ],
        notEvaluated: [],
      });
  });

  test.each([
    ["localControlAgent", { port: 5999 }, "localControlAgent.port", "port of the Local Control Agent", "5999", "4999"],
    ["os", "solaris", "os", "operating system", "solaris", "linux"],
  ])("are found if the machine that both have differs in its %s", (key, value, path, what, found, allowed) => {
    expect(evaluateRule(CODE, sampleDeclaration(), west({ [`hosts.mgmt-1.${key}`]: value })).found).toEqual([
      {
        environment: "west",
        path: `hosts.mgmt-1.${path}`,
        message: `host mgmt-1 has the ${what} ${found}, and host mgmt-1 of environment staging, which has the same Configuration Layer, has ${allowed}`,
        found,
        allowed,
        fix: "declare the machine in the same way in both environments",
      },
    ]);
  });
});

test("environments with Management Layers of their own may name their hosts alike", () => {
  const own = west({
    "managementLayer.solutionControlServer.application": "SCS_West",
    "managementLayer.messageServer.application": "MS_West",
  });
  const other = { ...own, hosts: { ...own.hosts, "sip-a": WEST_A } };
  expect(evaluateRule(CODE, sampleDeclaration(), other)).toEqual(HOLDS);
});
