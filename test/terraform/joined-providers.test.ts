import { App } from "cdktf";
import { expect, test } from "vitest";
import { environmentFromFile } from "../../lib";
import { joinedProviders } from "../../lib/terraform/joined-providers";

test("configurations of one provider stand beside each other, and nothing else is changed", () => {
  const ours = { provider: { bigip: [{ alias: "ltm-1" }] }, variable: { a: 1 } };
  const own = { provider: { bigip: [{ address: "x" }], null: [{}] }, resource: { a: {} } };
  const copies = structuredClone([ours, own]);
  expect(joinedProviders(ours, own)).toEqual({
    provider: { bigip: [{ alias: "ltm-1" }, { address: "x" }], null: [{}] },
    resource: { a: {} },
  });
  expect([ours, own]).toEqual(copies);
  expect(joinedProviders({}, own)).toBe(own);
});

test("a user's own configuration of F5's provider leaves the device's where it is", () => {
  const environment = environmentFromFile(new App(), "test/golden/big-ip-terraform/environment.yaml");
  environment.addOverride("provider.bigip", [{ address: "https://lab.example.com" }]);
  const { provider } = environment.toTerraform() as { provider: { bigip: { alias?: string; address: string }[] } };
  expect(provider.bigip.map(({ alias, address }) => [alias, address])).toEqual([
    ["ltm-west", "https://10.160.0.100"],
    [undefined, "https://lab.example.com"],
  ]);
});
