import { expect, test } from "vitest";
import { plan } from "../../lib/synth/plan";
import { bigIpResources } from "../../lib/terraform/big-ip-resources";
import { bigIpTopology } from "../options/big-ip/big-ip-sample";

function resources(changes: Readonly<Record<string, unknown>> = {}) {
  const { topology } = bigIpTopology(changes);
  return bigIpResources(topology, plan(topology));
}

test("a device that a person declares to has no resource of Terraform, not even a provider", () => {
  expect(resources()).toEqual({});
});

test("a device that Terraform declares to keeps its provider when no pair is behind it any more, as Terraform needs it to remove the declaration", () => {
  const { topology } = bigIpTopology({
    "bigIps.ltm-1.deployment": "terraform",
    "bigIps.ltm-1.certificateAuthorityFile": "keys/authority.pem",
  });
  const without = { ...topology, pairs: new Map() };
  const { provider, resource, variable } = bigIpResources(without, plan(without));
  expect([(provider as { bigip: object[] }).bigip.length, resource, Object.keys(variable as object)]).toEqual([
    1,
    undefined,
    ["bigip_accounts"],
  ]);
});

test("a device that Terraform declares to has its own provider, and one variable holds the accounts of all devices", () => {
  const certificateAuthorityFile = "keys/$" + "{a} %{b}.pem";
  const changes = {
    "bigIps.ltm-1.deployment": "terraform",
    "bigIps.ltm-1.certificateAuthorityFile": certificateAuthorityFile,
  };
  expect(resources(changes)).toEqual({
    provider: {
      bigip: [
        {
          address: "https://10.213.0.100",
          alias: "ltm-1",
          password: "$" + '{var.bigip_accounts["ltm-1"].password}',
          trusted_cert_path: "keys/$$" + "{a} %%{b}.pem",
          username: "$" + '{var.bigip_accounts["ltm-1"].user}',
          validate_certs_disable: false,
        },
      ],
    },
    resource: {
      bigip_as3: {
        "ltm-1": {
          "//": { metadata: { path: "dmz/ltm-1", uniqueId: "ltm-1" } },
          as3_json: "$" + '{file("$' + '{path.module}/big-ip/ltm-1/as3.json")}',
          provider: "bigip.ltm-1",
        },
      },
    },
    terraform: { required_providers: { bigip: { source: "F5Networks/bigip", version: "~> 1.28" } } },
    variable: {
      bigip_accounts: {
        description: "The account that Terraform uses on each BIG-IP, by the device's name.",
        sensitive: true,
        type: "map(object({ user = string, password = string }))",
      },
    },
  });
});
