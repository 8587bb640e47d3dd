import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { BACKENDS } from "../../lib/model/backend-declaration";
import { BACKEND_NAMES } from "../../lib/model/backend-names";

interface Interface {
  readonly name: string;
  readonly properties?: readonly { readonly name: string }[];
}

/** cdktf's interfaces, with their properties under the names that it writes for Terraform. */
function interfaces(): Map<string, string[]> {
  const { types } = JSON.parse(readFileSync(join(dirname(require.resolve("cdktf/package.json")), ".jsii"), "utf8"));
  const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return new Map(
    (Object.values(types) as Interface[]).map(({ name, properties = [] }) => [
      name,
      properties.map((one) => snakeCase(one.name)),
    ]),
  );
}

test("every backend has its names, each once and in order", () => {
  expect(Object.keys(BACKEND_NAMES)).toEqual([...BACKENDS]);
  const lists = Object.values(BACKEND_NAMES).flatMap((names) => Object.values(names).map((list) => list.split(" ")));
  expect(lists).toEqual(lists.map((list) => [...new Set(list)].sort()));
});

test("every name of cdktf's own constructs is known, except one that cdktf has misspelt", () => {
  const all = interfaces();
  const withoutName = BACKENDS.flatMap((type) => {
    const config = all.get(`${type[0]!.toUpperCase()}${type.slice(1)}BackendConfig`) ?? [];
    return config
      .filter((name) => !BACKEND_NAMES[type][""]!.split(" ").includes(name))
      .map((name) => `${type}.${name}`);
  });
  expect(withoutName).toEqual(["gcs.storeage_custom_endpoint"]);
  const { s3 } = BACKEND_NAMES;
  expect(
    ["S3BackendAssumeRoleConfig", "S3BackendAssumeRoleWithWebIdentityConfig", "S3BackendEndpointConfig"].map((name) =>
      all.get(name)!.sort().join(" "),
    ),
  ).toEqual([s3.assume_role, s3.assume_role_with_web_identity, s3.endpoints]);
});
