import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { evaluate } from "../../lib/checks/engine";
import type { Path } from "../../lib/model/origin";
import { rules } from "../../lib/options";
import type { Declaration } from "../../lib/synth/declaration";
import { plan } from "../../lib/synth/plan";
import { resolve } from "../../lib/synth/resolve";
import { type JsonReport, sipHa } from "../command";
import { temporaryFolder } from "../temporary-folder";
import { anyEnvironment } from "./any-environment";

type Mapping = Record<string, unknown>;

/** Every value of a declaration with the keys that lead to it. */
function* values(value: unknown, path: Path = []): Generator<readonly [Path, unknown]> {
  if (path.length > 0) yield [path, value];
  if (typeof value === "object" && value !== null)
    for (const [key, item] of Object.entries(value))
      yield* values(item, [...path, Array.isArray(value) ? Number(key) : key]);
}

function copyWith(declaration: Mapping, path: Path, act: (holder: Mapping, key: string) => void): Mapping {
  const copy = structuredClone(declaration);
  let holder: Mapping = copy;
  for (const key of path.slice(0, -1)) holder = holder[key] as Mapping;
  act(holder, String(path.at(-1)));
  return copy;
}

const replaced = (declaration: Mapping, path: Path, value: unknown) =>
  copyWith(declaration, path, (holder, key) => {
    holder[key] = value;
  });

/** The last key is one that the schema names, not the name of an element or an interface. */
const isSchemaKey = (path: Path) =>
  typeof path.at(-1) === "string" &&
  !(path.length === 2 && ["networks", "hosts", "bigIps", "pairs"].includes(String(path[0]))) &&
  path.at(-2) !== "interfaces";

const REQUIRED = [
  "genesys",
  "switch",
  "sipServerVersion",
  "managementLayer",
  "solutionControlServer",
  "messageServer",
  "application",
  "host",
  "cidr",
  "os",
  "interfaces",
  "address",
  "primary",
  "backup",
  "sip",
  "transports",
  "highAvailability",
  "virtualIp",
  "management",
  "version",
  "network",
  "inside",
  "outside",
  "insideSelfIp",
  "outsideSelfIp",
  "device",
  "fqdn",
  "proxies",
];

/** A pool has the transports of its pair unless it says otherwise, and a host its role's priority in a cluster. */
const isRequired = (path: Path) =>
  REQUIRED.includes(String(path.at(-1))) &&
  !path.join(".").endsWith("sipProxy.transports") &&
  path.at(-2) !== "hostPriorities";

/** The virtual IP of the first pair whose virtual IP moves. */
function firstVirtualIp({ pairs }: Mapping): string {
  const [first] = Object.values(pairs as Readonly<Record<string, { readonly highAvailability: Mapping }>>);
  return (first!.highAvailability.ipAddressTakeover as { readonly virtualIp: string }).virtualIp;
}

/** The address without the part that distinguishes hosts of one network. */
const withoutLast = (address: string) => address.replace(/\d+$/, "");

/** Ways of spoiling a value; undefined if the way does not fit the value. */
const MUTATIONS: Readonly<Record<string, (declaration: Mapping, path: Path, value: unknown) => Mapping | undefined>> = {
  "a required key is missing": (declaration, path) =>
    isSchemaKey(path) && isRequired(path)
      ? copyWith(declaration, path, (holder, key) => delete holder[key])
      : undefined,
  "a key is mistyped": (declaration, path) =>
    isSchemaKey(path)
      ? copyWith(declaration, path, (holder, key) => {
          holder[`${key}x`] = holder[key];
          delete holder[key];
        })
      : undefined,
  "a value is a list": (declaration, path, value) =>
    Array.isArray(value) ? undefined : replaced(declaration, path, []),
  "a value is a mapping": (declaration, path, value) =>
    typeof value === "object" && !Array.isArray(value) ? undefined : replaced(declaration, path, {}),
  "an address is broken": (declaration, path, value) =>
    typeof value === "string" && /^(?:10\.\d+\.\d+\.\d+|2001:[0-9a-f:]+)$/.test(value)
      ? replaced(declaration, path, `${value}${value.includes(":") ? "::" : "."}1`)
      : undefined,
  "an address is used twice": (declaration, path, value) =>
    path[0] === "hosts" &&
    path.at(-1) === "address" &&
    typeof value === "string" &&
    withoutLast(value) === withoutLast(firstVirtualIp(declaration))
      ? replaced(declaration, path, firstVirtualIp(declaration))
      : undefined,
  "a reference leads nowhere": (declaration, path) =>
    ["host", "network", "inside", "outside", "device"].includes(String(path.at(-1)))
      ? replaced(declaration, path, "nowhere-at-all")
      : undefined,
  "Terraform has no authority for a BIG-IP": (declaration, path) =>
    path[0] === "bigIps" && path.at(-1) === "certificateAuthorityFile" && isTerraforms(declaration, path)
      ? copyWith(declaration, path, (holder, key) => delete holder[key])
      : undefined,
};

/** Whether Terraform posts the declaration to the device that has the key. */
function isTerraforms({ bigIps }: Mapping, [, name]: Path): boolean {
  return (bigIps as Readonly<Record<string, Mapping>>)[String(name)]!.deployment === "terraform";
}

/** What is found; throws if anything throws. */
function found(declaration: Mapping) {
  const { topology, findings } = resolve(declaration as Declaration);
  const report =
    topology === undefined ? undefined : evaluate(rules, [topology], new Set(findings.length > 0 ? [topology] : []));
  const failed = report?.notEvaluated.filter(({ reason }) => reason.startsWith("the rule itself failed")) ?? [];
  expect(failed).toEqual([]);
  const errors = [...findings, ...(report?.findings ?? [])].filter(({ level }) => level === "error");
  if (errors.length === 0) plan(topology!);
  return errors;
}

const spoilt = fc
  .tuple(anyEnvironment, fc.constantFrom(...Object.keys(MUTATIONS)), fc.nat())
  .map(([declaration, name, index]) => {
    const mutate = MUTATIONS[name]!;
    const made = [...values(declaration)].flatMap(([path, value]) => {
      const mutated = mutate(declaration, path, value);
      return mutated === undefined ? [] : [{ name, path, mutated }];
    });
    return made[index % made.length];
  })
  // Not every environment has what every way spoils.
  .filter((one) => one !== undefined);

test("one mistake in a valid environment is found where it was made, or at what it breaks", () => {
  fc.assert(
    fc.property(spoilt, ({ path, mutated }) => {
      const errors = found(mutated);
      expect(errors.length).toBeGreaterThan(0);
      for (const { code, message, fix } of errors) for (const text of [code, message, fix]) expect(text).toMatch(/./);
      const [section, element] = path;
      const near = errors.some(
        (error) =>
          error.path.length < 2 || (error.path[0] === section && (path.length <= 2 || error.path[1] === element)),
      );
      const referring = errors.every(({ code }) => /missing-reference|not-unique/.test(code));
      expect(near || referring).toBe(true);
    }),
    { numRuns: 120, interruptAfterTimeLimit: 6_000 },
  );
});

test("every finding about a file has its line and column in that file", () => {
  const file = join(temporaryFolder(), "environment.yaml");
  fc.assert(
    fc.property(spoilt, ({ mutated }) => {
      const text = stringify(mutated);
      writeFileSync(file, text);
      const { code, stdout } = sipHa("check", "--json", file);
      expect(code).toBeGreaterThan(0);
      const lines = text.split("\n");
      for (const { position } of (JSON.parse(stdout) as JsonReport).findings) {
        expect(position!.file).toBe(file);
        expect(lines[position!.line - 1]!.length).toBeGreaterThanOrEqual(position!.column - 1);
      }
    }),
    { numRuns: 40, interruptAfterTimeLimit: 5_000 },
  );
});

test("whatever replaces any value, nothing throws", () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(null, Number.NaN, Number.POSITIVE_INFINITY, -0, "", "__proto__", [], {}, [[]], { "": "" }),
  );
  fc.assert(
    fc.property(anyEnvironment, fc.nat(), anything, (declaration, index, value) => {
      const places = [...values(declaration)];
      const [path] = places[index % places.length]!;
      found(replaced(declaration, path, value));
    }),
    { numRuns: 150, interruptAfterTimeLimit: 5_000 },
  );
});
