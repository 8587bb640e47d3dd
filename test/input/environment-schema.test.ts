import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type JsonSchema, toJsonSchema } from "@valibot/to-json-schema";
import Ajv2020 from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { backendSetting } from "../../lib/model/backend-setting";
import { operatingSystemNames } from "../../lib/model/operating-system";
import { environmentFileSchema } from "../../lib/synth/declaration";
import { type KeyDescription, propsDescriptions } from "./schema-descriptions";

/** The keys in place of the constructs' ids of a program. */
const TOP = {
  environment: "The environment's name; its files are written to stacks/<name>.",
  networks: "The IP networks, by name.",
  hosts: "The machines, by name.",
  bigIps: "The F5 BIG-IPs, by name.",
  pairs: "The SIP Server pairs, by name.",
  managementLayer: "The Genesys Management Layer, which exists already and is only referred to.",
};

/** The props of an option whose name differs from the name of its construct. */
const OPTION_PROPS: Readonly<Record<string, string>> = {
  bigIp: "BigIpPoolProps",
  windowsNlb: "NlbClusterProps",
};

const ROOT = join(__dirname, "../..");

type Schema = { [key: string]: unknown; properties?: Record<string, Schema>; additionalProperties?: Schema | false };

/** The schema that the package ships, generated from the definitions of the checks and the docstrings of the props. */
function environmentSchema(): Schema {
  const schema = toJsonSchema(environmentFileSchema, {
    target: "draft-2020-12",
    errorMode: "ignore",
    typeMode: "input",
    definitions: { backendSetting },
    overrideSchema: ({ valibotSchema, jsonSchema }) =>
      valibotSchema.type === "custom" ? { type: "string", pattern: "^(0|[1-9]\\d{0,8})(ms|s|m|h)$" } : jsonSchema,
  }) as JsonSchema as Schema;
  const props = propsDescriptions();
  describeKeys(schema, props.get("EnvironmentProps")!, props);
  const kinds = { networks: "NetworkProps", hosts: "HostProps", bigIps: "BigIpProps", pairs: "SipServerPairProps" };
  for (const [key, name] of Object.entries(kinds))
    describeKeys(schema.properties![key]!.additionalProperties as Schema, props.get(name)!, props);
  describeKeys(schema.properties!.managementLayer!, props.get("ManagementLayerProps")!, props);
  const option = schema.properties!.pairs!.additionalProperties as Schema;
  for (const [name, settings] of Object.entries(option.properties!.highAvailability!.properties!))
    describeKeys(settings, props.get(OPTION_PROPS[name] ?? `${name[0]!.toUpperCase()}${name.slice(1)}Props`)!, props);
  for (const [key, description] of Object.entries(TOP)) schema.properties![key]!.description = description;
  schema.properties!.extends!.description =
    "The file that this one is laid over; its path starts at this file's folder.";
  const { environment, extends: base } = schema.properties!;
  const { properties, $defs, ...laidOver } = removable(schema);
  return {
    $id: "environment.schema.json",
    title: "Environment file of sip-server-ha",
    ...laidOver,
    properties: { ...properties, extends: base!, environment: environment! },
    ...ALONE,
    $defs: { ...mapValues($defs as Record<string, Schema>, removable), ...ALONE.$defs },
  };
}

/** In a file that extends no other, null removes nothing: only a whole section may be empty. */
const ALONE = {
  if: { not: { required: ["extends"] } },
  // biome-ignore lint/suspicious/noThenProperty: the word of JSON Schema
  then: { additionalProperties: { anyOf: [{ type: "null" }, { $ref: "#/$defs/withoutNull" }] } },
  $defs: {
    withoutNull: {
      not: { type: "null" },
      additionalProperties: { $ref: "#/$defs/withoutNull" },
      items: { $ref: "#/$defs/withoutNull" },
    },
  },
};

function describeKeys(
  schema: Schema,
  keys: ReadonlyMap<string, KeyDescription>,
  props: ReturnType<typeof propsDescriptions>,
): void {
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const words = keys.get(key);
    if (words?.description) property.description = words.description;
    const nested = [...props.keys()].find((name) => words?.type.includes(name));
    if (nested === undefined) continue;
    const target = property.items ?? (property.additionalProperties || property);
    describeKeys(target as Schema, props.get(nested)!, props);
  }
}

function mapValues(schemas: Record<string, Schema>, change: (schema: Schema) => Schema): Record<string, Schema> {
  return Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, change(schema)]));
}

/** A file that extends another may leave out any of the keys, and null removes one. */
function removable(schema: Schema): Schema {
  const { required: _, ...rest } = schema;
  const more =
    typeof rest.additionalProperties === "object"
      ? { additionalProperties: orNull(removable(rest.additionalProperties)) }
      : {};
  const properties = rest.properties ? { properties: mapValues(rest.properties, (one) => orNull(removable(one))) } : {};
  const choice = rest.anyOf ? { anyOf: (rest.anyOf as Schema[]).map(removable) } : {};
  return { ...rest, ...properties, ...choice, ...more };
}

function orNull(schema: Schema): Schema {
  const { type, anyOf, enum: values, $ref } = schema;
  if ($ref !== undefined) return { anyOf: [schema, { type: "null" }] };
  return {
    ...schema,
    ...(type === undefined ? {} : { type: [type, "null"] }),
    ...(values === undefined ? {} : { enum: [...(values as unknown[]), null] }),
    ...(anyOf === undefined ? {} : { anyOf: [...(anyOf as Schema[]), { type: "null" }] }),
  };
}

const valid = new Ajv2020({ strict: false }).compile(environmentSchema());
const example = (file: string): Record<string, unknown> => parse(readFileSync(join(ROOT, "examples", file), "utf8"));

describe("environment.schema.json", () => {
  it("is generated from the definitions of the checks and the docstrings of the props", async () => {
    await expect(`${JSON.stringify(environmentSchema(), null, 2)}\n`).toMatchFileSnapshot(
      join(ROOT, "environment.schema.json"),
    );
  });

  it.each(["first-pair.yaml", "estate/base.yaml", "estate/staging.yaml", "estate/prod.yaml", "sip-proxy.yaml"])(
    "accepts %s",
    (file) => {
      expect(valid(example(file))).toBe(true);
    },
  );

  it("accepts as a host's name the names of every operating system, by the system's own rules", () => {
    const host = environmentSchema().properties!.hosts!.additionalProperties as Schema;
    const { interfaces, localControlAgent, installDirectory } = host.properties!;
    const taken = [interfaces!.propertyNames as Schema, localControlAgent!.properties!.account, installDirectory];
    for (const { interfaceName, account, folder } of Object.values(operatingSystemNames))
      for (const [index, { pattern }] of [interfaceName, account, folder].entries())
        expect(taken[index]!.pattern).toContain(pattern.source);
  });

  it("refuses an unknown key, at any depth", () => {
    const environment = example("first-pair.yaml");
    expect(valid({ ...environment, pair: {} })).toBe(false);
    expect(valid({ ...environment, networks: { voice: { cidr: "10.120.0.0/24", gatway: "10.120.0.1" } } })).toBe(false);
  });

  it.each([
    [true, { allowed_account_ids: ["1"], assume_role: { role_arn: "r", tags: { Team: "t" } } }],
    [false, { allowed_account_ids: [null] }],
    [false, { allowed_account_ids: [] }],
    [false, { assume_role: {} }],
    [false, { assume_role: { tags: { Team: "\u202e" } } }],
  ])("accepts settings of a backend with nested values: %s of %j", (isAccepted, s3) => {
    expect(valid({ ...example("first-pair.yaml"), terraform: { backend: { s3 } } })).toBe(isAccepted);
  });

  it("refuses a duration without its unit", () => {
    const managementLayer = { failureDetection: { addpTimeout: 9 } };
    expect(valid({ ...example("first-pair.yaml"), managementLayer })).toBe(false);
  });

  describe("in a file that extends another", () => {
    const refusedBy = (over: object) => valid({ environment: "staging", extends: "base.yaml", ...over }) === false;

    it.each([
      ["a host", { hosts: { "sip-a": null } }],
      ["an objective", { pairs: { inbound: { recoveryTimeObjective: null } } }],
      ["an option", { pairs: { inbound: { highAvailability: { ipAddressTakeover: null } } } }],
      ["a word of several", { hosts: { "sip-a": { os: null } } }],
      ["a value of an option of SIP Server", { pairs: { inbound: { options: { TServer: { "sip-enable": null } } } } }],
      ["a backend", { terraform: { backend: { local: null, s3: { bucket: "b" } } } }],
      ["a setting", { terraform: { backend: { s3: { assume_role: null } } } }],
      ["what is in a setting", { terraform: { backend: { s3: { assume_role: { policy: null } } } } }],
      ["a section", { acknowledge: null }],
    ])("accepts null, which removes %s", (_, over) => {
      expect(refusedBy(over)).toBe(false);
    });

    it.each([
      ["the environment's name", { environment: null }],
      ["the file that it extends", { extends: null }],
      ["an entry of a list", { pairs: { inbound: { sip: { transports: [null] } } } }],
      ["a part of an entry of a list", { acknowledge: [{ finding: "isolated-host", on: null, reason: "r" }] }],
    ])("refuses null in place of %s", (_, over) => {
      expect(refusedBy(over)).toBe(true);
    });
  });

  describe("in a file that extends none", () => {
    const alone = (over: object) => valid({ environment: "staging", ...over });

    it.each([
      "networks",
      "hosts",
      "bigIps",
      "pairs",
      "managementLayer",
      "genesys",
      "terraform",
      "acknowledge",
      "description",
    ])("accepts an empty section %s", (section) => {
      expect(alone({ [section]: null })).toBe(true);
    });

    it.each([
      ["an element", { hosts: { "sip-a": null } }],
      ["a key of an element", { hosts: { "sip-a": { os: null } } }],
      ["a key of a section", { genesys: { tenant: null } }],
      ["an option", { pairs: { inbound: { highAvailability: { singleHost: null } } } }],
    ])("refuses %s without a value", (_, over) => {
      expect(alone(over)).toBe(false);
    });
  });

  it("describes every key that operators write", () => {
    const missing: string[] = [];
    const walk = (schema: Schema, path: string) => {
      for (const [key, child] of Object.entries(schema.properties ?? {})) {
        if (!child.description && !child.properties) missing.push(`${path}.${key}`);
        walk(child, `${path}.${key}`);
      }
      if (typeof schema.additionalProperties === "object") walk(schema.additionalProperties, `${path}.*`);
      if (schema.items !== undefined) walk(schema.items as Schema, `${path}[]`);
    };
    walk(environmentSchema(), "");
    expect(missing).toEqual([]);
  });
});
