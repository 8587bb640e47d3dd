import { parseCidr } from "../model/address";
import type { Mapping } from "../model/mapping";
import { v } from "../model/schema";
import { type DeviceObjectKind, type DeviceValues, listed, ruleText } from "../options/device-expectation";
import { type AnswerKind, DATA_GROUP } from "./big-ip-answers";

/** An object as the device has it. It has no values if it is not in the model, because then only its name is collected. */
export interface FoundObject {
  readonly kind: AnswerKind | Extract<DeviceObjectKind, "ltm/pool/members">;
  readonly path: string;
  readonly values: DeviceValues | undefined;
}

/** iControl REST writes numbers as such in one place and as text in another. */
const value = v.pipe(v.union([v.string(), v.number()]), v.transform(String));
const text = (absent: string) => v.optional(v.string(), absent);
const list = v.optional(v.array(v.string()), []);
const is = v.optional(v.boolean(), false);

/** What a person did to a member or a node, whatever the monitor found; F5's table of the two values. */
const administered = {
  session: v.pipe(v.string(), v.regex(/^(?:user|monitor)-(?:enabled|disabled)$/)),
  state: v.string(),
};

function administrativeState({ session, state }: { readonly session: string; readonly state: string }): string {
  if (state === "user-down") return "forced offline";
  return session.endsWith("-disabled") ? "disabled" : "enabled";
}

/** Without the default route domain, which may be written or not. */
function bare(address: string): string {
  return address.replace(/%0(?=$|\/)/, "");
}

/** `/Common/http`, `min 1 of { /Common/http /Common/tcp }`: their paths. */
function monitorsIn(written: string): string {
  return listed(written.match(/\/[^\s{}]+/g) ?? []);
}

const member = v.object({
  name: v.string(),
  address: v.string(),
  priorityGroup: value,
  // Its own monitor replaces the pool's monitor.
  monitor: text("default"),
  ...administered,
});
const named = v.object({ name: v.string(), partition: text("Common"), subPath: v.optional(v.string()) });

function pathOf({ name, partition, subPath }: v.InferOutput<typeof named>): string {
  return ["", partition, ...(subPath === undefined ? [] : [subPath]), name].join("/");
}

/** `/T/vip:5060`, `/T/192.0.2.10:5060`, `/T/any:any`: the name or address, and the port. */
function destination(written: string): string {
  const [, before, port] = /^(.*)[:.](\w+)$/.exec(written) ?? [];
  if (before === undefined) return written;
  const name = before.slice(before.lastIndexOf("/") + 1);
  const number = port === "any" ? "0" : port;
  if (/^any6?(?:%0)?$/.test(name)) return `0.0.0.0:${number}`;
  return `${/^[\d.]+(?:%\d+)?$/.test(name) ? bare(name) : before}:${number}`;
}

/** A destination as an address, if it names one of the virtual addresses, which are given by their paths. */
export function inNumbers(written: string, addresses: ReadonlyMap<string, string>): string {
  const end = written.lastIndexOf(":");
  const address = addresses.get(written.slice(0, end));
  return address === undefined ? written : `${address}${written.slice(end)}`;
}

function vlans({ vlans: names, vlansEnabled }: { readonly vlans: readonly string[]; readonly vlansEnabled: boolean }) {
  if (vlansEnabled) return listed(names);
  return names.length === 0 ? "all" : `all but ${listed(names)}`;
}

/** The interfaces of a VLAN; iControl REST has the key `tagged` or `untagged`, whose value was null in older versions. */
const interfaces = v.optional(
  v.object({
    items: v.array(v.object({ name: v.string(), tagged: v.optional(v.unknown()), untagged: v.optional(v.unknown()) })),
  }),
  { items: [] },
);

function taggingOf(one: { readonly tagged?: unknown }): string {
  return Object.hasOwn(one, "tagged") && one.tagged !== false ? "tagged" : "untagged";
}

/** The data groups in which an iRule looks up addresses, as the iRule names them. */
function dataGroupsIn(rule: string): string[] {
  return [...rule.matchAll(new RegExp(DATA_GROUP, "g"))].map(([, name]) => name!);
}

const SHAPES = {
  "ltm/node": shape({ address: v.string(), ...administered }, (one) => ({
    address: bare(one.address),
    state: administrativeState(one),
  })),
  "ltm/virtual-address": shape({ address: v.string(), enabled: v.string(), arp: v.string() }, (one) => ({
    address: bare(one.address),
    state: one.enabled === "yes" ? "enabled" : "disabled",
    arp: one.arp,
  })),
  "ltm/monitor/sip": shape(
    {
      mode: v.string(),
      interval: value,
      timeout: value,
      upInterval: value,
      timeUntilUp: value,
      // These are not in the answer if they have their defaults, as AS3's map_mcp.js says.
      request: text("none"),
      headers: text("none"),
      filter: text("none"),
      filterNeg: text("none"),
      destination: v.string(),
      manualResume: text("disabled"),
    },
    ({ filter, filterNeg, ...one }) => ({ ...one, filter: codes(filter), filterNeg: codes(filterNeg) }),
  ),
  "ltm/pool": shape(
    {
      loadBalancingMode: v.string(),
      minActiveMembers: value,
      monitor: text(""),
      serviceDownAction: text("none"),
      slowRampTime: value,
      reselectTries: value,
    },
    ({ monitor, ...one }) => ({ ...one, monitor: monitorsIn(monitor) }),
  ),
  "ltm/virtual": shape(
    {
      enabled: is,
      disabled: is,
      destination: v.string(),
      ipProtocol: v.string(),
      ipForward: is,
      source: v.string(),
      pool: text("none"),
      persist: v.optional(v.array(named), []),
      fallbackPersistence: text("none"),
      sourceAddressTranslation: v.optional(v.object({ type: v.string(), pool: v.optional(v.string()) }), {
        type: "none",
      }),
      sourcePort: v.string(),
      translateAddress: v.string(),
      translatePort: v.string(),
      rules: list,
      vlans: list,
      vlansEnabled: is,
      profilesReference: v.object({ items: v.array(v.object({ fullPath: v.string() })) }),
    },
    (one) => ({
      state: one.disabled ? "disabled" : "enabled",
      destination: destination(one.destination),
      ipProtocol: one.ipProtocol,
      ipForward: one.ipForward ? "enabled" : "disabled",
      source: bare(one.source),
      pool: one.pool,
      persist: one.persist.map(pathOf).join(" ") || "none",
      fallbackPersistence: one.fallbackPersistence,
      sourceAddressTranslation: one.sourceAddressTranslation.pool ?? one.sourceAddressTranslation.type,
      sourcePort: one.sourcePort,
      translateAddress: one.translateAddress,
      translatePort: one.translatePort,
      rules: one.rules.join(" ") || "none",
      vlans: vlans(one),
      profiles: listed(one.profilesReference.items.map(({ fullPath }) => fullPath)),
    }),
  ),
  "ltm/snatpool": shape({ members: list }, ({ members }) => ({
    members: listed(members.map((one) => bare(one.slice(one.lastIndexOf("/") + 1)))),
  })),
  "ltm/data-group/internal": shape(
    { type: v.string(), records: v.optional(v.array(v.object({ name: v.string(), data: text("") })), []) },
    ({ type, records }) => ({
      type,
      records: listed(records.map(({ name, data }) => `${parseCidr(name) ?? `${name}/32`}=${data}`)),
    }),
  ),
  // A survey has only the names of the data groups, because the text may contain anything.
  "ltm/rule": shape({ apiAnonymous: text(""), dataGroups: list }, ({ apiAnonymous, dataGroups }) => ({
    text: ruleText(apiAnonymous),
    dataGroups: listed([...dataGroups, ...dataGroupsIn(apiAnonymous)]),
  })),
  "ltm/profile/udp": shape({ idleTimeout: value, datagramLoadBalancing: v.string(), allowNoPayload: v.string() }),
  "ltm/profile/tcp": shape({ idleTimeout: value, keepAliveInterval: value }),
  "ltm/profile/fastl4": shape({
    idleTimeout: value,
    looseInitialization: v.string(),
    looseClose: v.string(),
    resetOnTimeout: v.string(),
  }),
  "net/self": shape({ address: v.string(), vlan: v.string(), trafficGroup: v.string() }, (one) => ({
    ...one,
    address: bare(one.address),
  })),
  "ltm/monitor/udp": shape({ interval: value, timeout: value }),
  "ltm/monitor/tcp": shape({ interval: value, timeout: value }),
  "ltm/profile/client-ssl": shape({}),
  "ltm/profile/server-ssl": shape({}),
  "ltm/profile/sip": shape({}),
  "net/vlan": shape({ tag: value, interfacesReference: interfaces }, ({ tag, interfacesReference }) => ({
    tag,
    interfaces: listed(interfacesReference.items.map((one) => `${one.name}=${taggingOf(one)}`)),
  })),
  // A route may lead to a pool or a tunnel instead of a gateway.
  "net/route": shape({ network: v.string(), gw: text("none") }, (one) => ({
    network: bare(one.network),
    gw: bare(one.gw),
  })),
  "cm/device": shape({
    selfDevice: v.string(),
    version: v.string(),
    managementIp: v.string(),
    failoverState: text("unknown"),
  }),
} as const satisfies Record<AnswerKind, (found: Mapping) => DeviceValues | undefined>;

/** The objects that result from an object of a collection; undefined if it cannot be understood. A pool comes with its members. */
export function foundObjects(kind: AnswerKind, found: Mapping): FoundObject[] | undefined {
  const { fullPath, other } = found;
  if (typeof other === "string") return [{ kind, path: other, values: undefined }];
  if (typeof fullPath !== "string") return undefined;
  const values = SHAPES[kind](found);
  if (values === undefined) return undefined;
  const own: FoundObject = { kind, path: fullPath, values };
  if (kind !== "ltm/pool") return [own];
  const members = v.safeParse(v.object({ membersReference: v.object({ items: v.array(member) }) }), found);
  if (!members.success) return undefined;
  return [
    own,
    ...members.output.membersReference.items.map((one) => ({
      kind: "ltm/pool/members" as const,
      path: `${fullPath} ${one.name}`,
      values: {
        address: bare(one.address),
        priorityGroup: one.priorityGroup,
        monitor: one.monitor === "default" ? one.monitor : monitorsIn(one.monitor),
        state: administrativeState(one),
      },
    })),
  ];
}

function shape<const Entries extends v.ObjectEntries>(
  entries: Entries,
  values: (one: v.InferOutput<v.ObjectSchema<Entries, undefined>>) => DeviceValues = (one) => one as DeviceValues,
) {
  const schema = v.object(entries);
  return (found: Mapping): DeviceValues | undefined => {
    const parsed = v.safeParse(schema, found);
    return parsed.success ? values(parsed.output) : undefined;
  };
}

/** `"200 404"`, `any` or `none`. */
function codes(written: string): string {
  return listed(written.split(/[\s{}"]+/).filter((one) => one !== "" && one !== "none"));
}
