import { isDeepStrictEqual } from "node:util";
import { decode, ExtData, encode } from "@msgpack/msgpack";
import type { DynamicValue } from "./null-resource";

type As3Resource = Readonly<Record<string, unknown>>;

interface PlanRequest {
  readonly prior_state: DynamicValue;
  readonly proposed_new_state: DynamicValue;
}

const UNKNOWN = new ExtData(0, new Uint8Array([0]));

const type = (declared: unknown) => Buffer.from(JSON.stringify(declared));
const text = (name: string, more: object = { optional: true }) => ({ name, type: type("string"), ...more });
const flag = (name: string) => ({ name, type: type("bool"), optional: true });

/** The arguments that the documentation of F5Networks/bigip 1.28 names. The stand-in does not do what the provider does with them: it posts nothing. */
const SCHEMA = {
  provider: {
    version: 0,
    block: {
      version: 0,
      attributes: [
        ...["address", "port", "username", "token_value", "login_ref", "trusted_cert_path"].map((name) => text(name)),
        text("password", { optional: true, sensitive: true }),
        flag("token_auth"),
        flag("validate_certs_disable"),
        flag("teem_disable"),
      ],
    },
  },
  resource_schemas: {
    bigip_as3: {
      version: 0,
      block: {
        version: 0,
        attributes: [
          text("id", { computed: true }),
          text("as3_json"),
          text("tenant_filter"),
          text("tenant_name"),
          flag("ignore_metadata"),
          text("tenant_list", { computed: true }),
          text("application_list", { computed: true }),
          text("task_id", { computed: true }),
        ],
      },
    },
  },
};

const COMPUTED = ["id", "tenant_list", "application_list", "task_id"];

/** The answers of a stand-in for F5's provider, by method of the protocol. */
export function as3Answers(newId: () => string) {
  return {
    GetSchema: () => SCHEMA,
    PrepareProviderConfig: ({ config }: { config: DynamicValue }) => ({ prepared_config: config }),
    Configure: () => ({}),
    ValidateResourceTypeConfig: () => ({}),
    UpgradeResourceState: ({ raw_state }: { raw_state: { json: Buffer } }) => ({
      upgraded_state: write(JSON.parse(String(raw_state.json))),
    }),
    ReadResource: ({ current_state }: { current_state: DynamicValue }) => ({ new_state: current_state }),
    PlanResourceChange: ({ prior_state, proposed_new_state }: PlanRequest) => {
      const [prior, proposed] = [read(prior_state), read(proposed_new_state)];
      if (proposed === null) return { planned_state: write(null) };
      const computed = (value: (key: string) => unknown) =>
        Object.fromEntries(COMPUTED.map((key) => [key, value(key)]));
      if (prior === null) return { planned_state: write({ ...proposed, ...computed(() => UNKNOWN) }) };
      const isKept = isDeepStrictEqual(prior.as3_json, proposed.as3_json);
      return { planned_state: write(isKept ? prior : { ...proposed, ...computed((key) => prior[key]) }) };
    },
    ApplyResourceChange: ({ planned_state }: { planned_state: DynamicValue }) => {
      const planned = read(planned_state);
      if (planned === null) return { new_state: write(null) };
      const known = ([key, value]: [string, unknown]) => [key, value instanceof ExtData ? newId() : value];
      return { new_state: write(Object.fromEntries(Object.entries(planned).map(known))) };
    },
    Stop: () => ({}),
  };
}

function write(resource: As3Resource | null): DynamicValue {
  return { msgpack: Buffer.from(encode(resource)) };
}

function read({ msgpack }: DynamicValue): As3Resource | null {
  return msgpack === undefined || msgpack.length === 0 ? null : (decode(msgpack) as As3Resource | null);
}
