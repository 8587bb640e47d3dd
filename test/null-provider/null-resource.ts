import { isDeepStrictEqual } from "node:util";
import { decode, ExtData, encode } from "@msgpack/msgpack";

/** A value on the wire. */
export interface DynamicValue {
  readonly msgpack?: Buffer;
}

/** The one resource of the provider, as Terraform holds it. */
interface NullResource {
  /** The id, which is chosen when the resource is made; unknown until then. */
  readonly id: string | ExtData | null;
  readonly triggers: Readonly<Record<string, unknown>> | null;
}

interface PlanRequest {
  readonly prior_state: DynamicValue;
  readonly proposed_new_state: DynamicValue;
}

/** Terraform marks a value that is not known yet with an extension. Any extension that it sends is such a value. */
const UNKNOWN = new ExtData(0, new Uint8Array([0]));

/** A type is JSON text in a field of bytes: `"string"` with its quotes. */
const type = (declared: unknown) => Buffer.from(JSON.stringify(declared));

const SCHEMA = {
  provider: { version: 0, block: { version: 0, attributes: [] } },
  resource_schemas: {
    null_resource: {
      version: 0,
      block: {
        version: 0,
        attributes: [
          { name: "id", type: type("string"), computed: true },
          { name: "triggers", type: type(["map", "string"]), optional: true },
        ],
      },
    },
  },
};

/** The provider's answers, by method of the protocol. `newId` makes the id of a resource. */
export function answers(newId: () => string) {
  return {
    GetSchema: () => SCHEMA,
    PrepareProviderConfig: ({ config }: { config: DynamicValue }) => ({ prepared_config: config }),
    Configure: () => ({}),
    ValidateResourceTypeConfig: () => ({}),
    // The state file has JSON. The answer must have every attribute.
    UpgradeResourceState: ({ raw_state }: { raw_state: { json: Buffer } }) => {
      const { id = null, triggers = null } = JSON.parse(String(raw_state.json)) as Partial<NullResource>;
      return { upgraded_state: write({ id, triggers }) };
    },
    ReadResource: ({ current_state }: { current_state: DynamicValue }) => ({ new_state: current_state }),
    PlanResourceChange: ({ prior_state, proposed_new_state }: PlanRequest) => {
      const prior = read(prior_state);
      const proposed = read(proposed_new_state);
      if (proposed === null) return { planned_state: write(null) };
      if (prior === null) return { planned_state: write({ ...proposed, id: UNKNOWN }) };
      const isKept = isDeepStrictEqual(prior.triggers, proposed.triggers);
      return {
        planned_state: write({ ...proposed, id: prior.id }),
        requires_replace: isKept ? [] : [{ steps: [{ attribute_name: "triggers" }] }],
      };
    },
    ApplyResourceChange: ({ planned_state }: { planned_state: DynamicValue }) => {
      const planned = read(planned_state);
      if (planned === null) return { new_state: write(null) };
      return { new_state: write({ ...planned, id: planned.id instanceof ExtData ? newId() : planned.id }) };
    },
    Stop: () => ({}),
  };
}

/** Encodes a resource, even one that does not exist: Terraform would take an empty value for a resource that has vanished. */
function write(resource: NullResource | null): DynamicValue {
  return { msgpack: Buffer.from(encode(resource)) };
}

function read({ msgpack }: DynamicValue): NullResource | null {
  return msgpack === undefined || msgpack.length === 0 ? null : (decode(msgpack) as NullResource | null);
}
