import { ANSWER_FIELDS, DATA_GROUP, SURVEYED_COLLECTIONS, SURVEYED_FIELDS } from "../../lib/drift/big-ip-answers";
import type { Topology } from "../../lib/model/topology";
import type { BigIpState, RestObject } from "../big-ip-state";
import { AS3_INFO, collectionLines, postedDevices, section } from "../drift/big-ip-facts-of-model";

type Mapping = Record<string, unknown>;

/** A device in the state that its survey is to find. */
export interface DeviceToSurvey {
  readonly name: string;
  readonly management: string;
  /** What was posted to AS3; undefined if AS3 is not installed. */
  readonly declaration: Mapping | undefined;
  readonly state: BigIpState;
}

/** The devices of a model, after everything was posted. */
export function devicesToSurvey(topology: Topology): DeviceToSurvey[] {
  return postedDevices(topology).map(({ expected: { device }, declaration, state }) => ({
    name: device.name,
    management: device.management,
    declaration,
    state,
  }));
}

/** What the survey prints about a device. This repeats the survey's jq programs for tests without curl; a test with curl checks that the result is the same. */
export function surveyOfDevice({ name, management, declaration, state }: DeviceToSurvey): string {
  const fields = { ...ANSWER_FIELDS, ...SURVEYED_FIELDS, "ltm/rule": "fullPath dataGroups" };
  const collection = (kind: (typeof SURVEYED_COLLECTIONS)[number]) =>
    section(
      kind,
      collectionLines(kind, (state[kind] ?? []).map(inPlace(kind)), fields[kind].split(" "), () => true),
    );
  const unregistered = ["status 404", '"Public URI path not registered"'];
  const sections = [
    collection("cm/device"),
    section("device", [`management ${management}`]),
    section("as3/info", declaration === undefined ? unregistered : ["status 200", JSON.stringify(AS3_INFO)]),
    section("as3/declare", declaration === undefined ? unregistered : declarationLines(declaration)),
    ...SURVEYED_COLLECTIONS.filter((kind) => kind !== "cm/device").map(collection),
  ];
  return [
    `sip-ha-facts 1\npackage 0.1.0\nenvironment -\nof bigIps.${name}`,
    ...sections,
    `end ${sections.length}\n`,
  ].join("\n");
}

const inPlace =
  (kind: string) =>
  (object: RestObject): RestObject => {
    const { fullPath } = object;
    if (kind === "ltm/rule") {
      const dataGroups = [...String(object.apiAnonymous ?? "").matchAll(new RegExp(DATA_GROUP, "g"))].map(
        (one) => one[1],
      );
      return { fullPath, dataGroups };
    }
    if (kind !== "ltm/data-group/internal") return object;
    if (object.type !== "ip") return { fullPath, type: object.type };
    return { ...object, records: ((object.records ?? []) as Mapping[]).map((one) => ({ name: one.name })) };
  };

function declarationLines(declaration: Mapping): string[] {
  const isOf = (kind: string) => (entry: [string, unknown]) => (entry[1] as Mapping | null)?.class === kind;
  const tenants = Object.entries(declaration).filter(isOf("Tenant")) as [string, Mapping][];
  return [
    "status 200",
    '"ADC"',
    JSON.stringify({ path: "/", value: { schemaVersion: declaration.schemaVersion } }),
    ...tenants.flatMap(([tenant, value]) => [
      JSON.stringify({ path: `/${tenant}` }),
      ...Object.entries(value)
        .filter(isOf("Application"))
        .map(([name]) => JSON.stringify({ path: `/${tenant}/${name}` })),
    ]),
  ];
}
