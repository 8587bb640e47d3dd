import { ANSWER_FIELDS, COLLECTIONS } from "../../lib/drift/big-ip-answers";
import type { Topology } from "../../lib/model/topology";
import { devicesOf } from "../../lib/options";
import type { DeviceExpectation } from "../../lib/options/device-expectation";
import { plan } from "../../lib/synth/plan";
import { textOf } from "../../lib/text/file-text";
import { type BigIpState, bigIpState, type RestObject } from "../big-ip-state";

type Mapping = Record<string, unknown>;

/** What AS3 on a device reports about itself. */
export const AS3_INFO = { version: "3.56.0", schemaCurrent: "3.56.0" };

/** What was posted to a device, and what it has since then. */
export interface PostedDevice {
  readonly expected: DeviceExpectation;
  /** The declaration as AS3 returns it: the class ADC, and the tenant. */
  readonly declaration: Mapping;
  readonly state: BigIpState;
}

/** The devices of a model after everything was posted. */
export function postedDevices(topology: Topology): PostedDevice[] {
  const { artifacts } = plan(topology);
  return devicesOf(topology).map((expected) => {
    const read = (name: string) =>
      JSON.parse(
        textOf(artifacts.find(({ path }) => path === `big-ip/${expected.device.name}/${name}.json`)!.content),
      ) as Mapping;
    const declaration = read("as3").declaration as Mapping;
    return { expected, declaration, state: bigIpState(declaration, read("declarative-onboarding")) };
  });
}

/** What the collector prints about a device. This repeats the collector's jq programs for tests without curl; a test with curl checks that the result is the same. */
export function factsOfDevice(environment: string, { expected, declaration, state }: PostedDevice): string {
  const { device, declared, objects } = expected;
  const known = new Set(objects.map(({ path }) => path));
  const sections = [
    section("as3/info", ["status 200", JSON.stringify(AS3_INFO)]),
    section("as3/declare", ["status 200", '"ADC"', ...declarationLines(declaration, device.tenant, declared)]),
    ...COLLECTIONS.map((kind) => {
      const isKnown = ({ fullPath }: RestObject) => kind === "net/self" || known.has(fullPath);
      return section(kind, collectionLines(kind, state[kind] ?? [], ANSWER_FIELDS[kind].split(" "), isKnown));
    }),
  ];
  return [
    `sip-ha-facts 1\npackage 0.1.0\nenvironment ${environment}\nof bigIps.${device.name}`,
    ...sections,
    `end ${sections.length}\n`,
  ].join("\n");
}

/** An answer of iControl REST with some fields of each object; for an unknown object, only its name. */
export function collectionLines(
  kind: string,
  objects: readonly RestObject[],
  fields: readonly string[],
  isKnown: (object: RestObject) => boolean,
): string[] {
  return [
    "status 200",
    `"tm:${kind.replaceAll("/", ":")}:${kind.split("/").at(-1)}collectionstate"`,
    ...objects.map((object) => JSON.stringify(isKnown(object) ? shown(object, fields) : other(object))),
  ];
}

export function section(name: string, lines: readonly string[]): string {
  return [`== ${name}`, ...lines.map((line) => ` ${line}`), "-- 0"].join("\n");
}

const other = ({ fullPath }: { fullPath: string }) => ({ other: fullPath });

function shown(object: Mapping, fields: readonly string[]): Mapping {
  const only = (all: Mapping) => Object.fromEntries(Object.entries(all).filter(([key]) => fields.includes(key)));
  return Object.fromEntries(
    Object.entries(only(object)).map(([key, value]) => [
      key,
      key.endsWith("Reference") ? { items: ((value as { items?: Mapping[] }).items ?? []).map(only) } : value,
    ]),
  );
}

function declarationLines(declaration: Mapping, tenant: string, declared: DeviceExpectation["declared"]): string[] {
  const own = (value: Mapping) => Object.fromEntries(Object.entries(value).filter(([, one]) => !isMapping(one)));
  const children = (value: Mapping) =>
    Object.entries(value).filter((entry): entry is [string, Mapping] => isMapping(entry[1]));
  const line = (path: string, value: Mapping) => JSON.stringify({ path, ...(declared.has(path) ? { value } : {}) });
  const posted = declaration[tenant] as Mapping | undefined;
  if (posted === undefined) return [];
  return [
    line(`/${tenant}`, own(posted)),
    ...children(posted).flatMap(([application, items]) => [
      line(`/${tenant}/${application}`, own(items)),
      ...children(items).map(([name, item]) => line(`/${tenant}/${application}/${name}`, item)),
    ]),
  ];
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
