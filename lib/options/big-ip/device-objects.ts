import { type DeviceObject, type DeviceObjectKind, type DeviceValues, listed, ruleText } from "../device-expectation";
import type { As3Item } from "./as3-declaration";

/** The place of an item on the device. */
interface Place {
  readonly tenant: string;
  /** `/prod-east/east-trunks` */
  readonly folder: string;
  readonly name: string;
  readonly construct: string;
  /** The other items of the application, by name. */
  readonly items: ReadonlyMap<string, As3Item>;
}

/** A member of a pool, as declared. */
interface DeclaredMember {
  readonly servicePort: number;
  readonly priorityGroup: number;
  readonly serverAddresses: readonly string[];
}

/**
 * The objects that AS3 makes from an application, with the values that iControl REST shows for each if nobody has changed it by hand. The names on both sides
 * are from AS3's own table, src/lib/properties.json, and from the conversion of answers in src/lib/map_mcp.js. Not seen on a device.
 */
export function deviceObjects(tenant: string, application: string, items: readonly (readonly [string, As3Item])[]) {
  const place = {
    tenant,
    folder: `/${tenant}/${application}`,
    construct: `pairs.${application}`,
    items: new Map(items),
  };
  const all = items.flatMap(([name, item]) => objectsOf(item, { ...place, name }));
  // The pools of several transports have the same nodes; a node and a virtual address may have the same path.
  return all.filter(
    ({ kind, path }, index) => all.findIndex((one) => one.kind === kind && one.path === path) === index,
  );
}

function objectsOf(item: As3Item, place: Place): DeviceObject[] {
  const own = `${place.folder}/${place.name}`;
  const object = (kind: DeviceObjectKind, values: DeviceValues, path = own): DeviceObject => ({
    kind,
    path,
    values,
    construct: place.construct,
  });
  switch (item.class) {
    case "Monitor":
      return [object("ltm/monitor/sip", monitor(item))];
    case "Pool":
      return pool(item, place, object);
    case "Service_Address":
      return [
        object(
          "ltm/virtual-address",
          { address: String(item.virtualAddress), state: "enabled", arp: "enabled" },
          // AS3 puts it into the tenant's folder.
          `/${place.tenant}/${place.name}`,
        ),
      ];
    case "Service_UDP":
    case "Service_TCP":
      return [object("ltm/virtual", virtualServer(item, place))];
    case "Service_Forwarding":
      return [object("ltm/virtual", forwarding(item, place)), ...forwardedAddress(item, place, object)];
    case "SNAT_Pool":
      return [object("ltm/snatpool", { members: listed(item.snatAddresses as string[]) })];
    case "Data_Group":
      return [object("ltm/data-group/internal", { type: "ip", records: listed(recordsOf(item)) })];
    case "iRule":
      return [object("ltm/rule", { text: ruleText(String(item.iRule)) })];
    case "UDP_Profile":
      return [
        object("ltm/profile/udp", {
          idleTimeout: String(item.idleTimeout),
          datagramLoadBalancing: enabled(item.datagramLoadBalancing),
          allowNoPayload: enabled(item.allowNoPayload),
        }),
      ];
    case "TCP_Profile":
      return [
        object("ltm/profile/tcp", {
          idleTimeout: String(item.idleTimeout),
          keepAliveInterval: String(item.keepAliveInterval),
        }),
      ];
    case "L4_Profile":
      return [
        object("ltm/profile/fastl4", {
          idleTimeout: String(item.idleTimeout),
          looseInitialization: enabled(item.looseInitialization),
          looseClose: enabled(item.looseClose),
          resetOnTimeout: enabled(item.resetOnTimeout),
        }),
      ];
    default:
      throw new RangeError(`not an item that is written here: ${item.class}`);
  }
}

function monitor(item: As3Item): DeviceValues {
  return {
    mode: String(item.protocol),
    interval: String(item.interval),
    timeout: String(item.timeout),
    upInterval: String(item.upInterval),
    timeUntilUp: String(item.timeUntilUp),
    request: String(item.request) || "none",
    headers: String(item.headers) || "none",
    filter: listed((item.codesUp as number[]).map(String)),
    filterNeg: listed((item.codesDown as number[]).map(String)),
    destination: "*:*",
    // AS3 has no such key. If it is turned on, a member stays down until somebody enables it.
    manualResume: "disabled",
  };
}

function pool(
  item: As3Item,
  { tenant, folder, name }: Place,
  object: (kind: DeviceObjectKind, values: DeviceValues, path?: string) => DeviceObject,
): DeviceObject[] {
  const members = item.members as readonly DeclaredMember[];
  const monitors = item.monitors as readonly { readonly use: string }[];
  return [
    object("ltm/pool", {
      loadBalancingMode: String(item.loadBalancingMode),
      minActiveMembers: String(item.minimumMembersActive),
      monitor: listed(monitors.map(({ use }) => `${folder}/${use}`)),
      serviceDownAction: String(item.serviceDownAction),
      slowRampTime: String(item.slowRampTime),
      reselectTries: String(item.reselectTries),
    }),
    ...members.flatMap(({ serverAddresses, servicePort, priorityGroup }) =>
      serverAddresses.flatMap((address) => [
        object(
          "ltm/pool/members",
          { address, priorityGroup: String(priorityGroup), monitor: "default", state: "enabled" },
          `${folder}/${name} ${address}:${servicePort}`,
        ),
        object("ltm/node", { address, state: "enabled" }, `/${tenant}/${address}`),
      ]),
    ),
  ];
}

function virtualServer(item: As3Item, { folder, items }: Place): DeviceValues {
  const [{ use }] = item.virtualAddresses as [{ readonly use: string }];
  return {
    ...general(item, folder),
    destination: `${items.get(use)!.virtualAddress}:${item.virtualPort}`,
    ipProtocol: item.class === "Service_UDP" ? "udp" : "tcp",
    ipForward: "disabled",
    source: "0.0.0.0/0",
    pool: `${folder}/${item.pool}`,
    translateAddress: enabled(item.translateServerAddress),
    translatePort: enabled(item.translateServerPort),
  };
}

/** AS3 turns off address translation for a forwarding virtual server by itself. */
function forwarding(item: As3Item, { folder }: Place): DeviceValues {
  const [[destination, source]] = item.virtualAddresses as [[string, string]];
  return {
    ...general(item, folder),
    destination: `${destination.replace(/\/.*/, "")}:${item.virtualPort}`,
    ipProtocol: String(item.layer4),
    ipForward: "enabled",
    source,
    pool: "none",
    translateAddress: "disabled",
    translatePort: "disabled",
  };
}

/** The virtual address of a host to which the device forwards. If the device answers ARP for it, it cuts the host off from its own network (fact `forwarded-address`). */
function forwardedAddress(
  { virtualAddresses }: As3Item,
  { tenant }: Place,
  object: (kind: DeviceObjectKind, values: DeviceValues, path: string) => DeviceObject,
): DeviceObject[] {
  const [[destination]] = virtualAddresses as [[string, string]];
  if (!destination.endsWith("/32")) return [];
  const address = destination.replace(/\/.*/, "");
  return [object("ltm/virtual-address", { address, state: "enabled", arp: "disabled" }, `/${tenant}/${address}`)];
}

function general(item: As3Item, folder: string): DeviceValues {
  const snat = item.snat as string | { readonly use: string };
  const profile = (item.profileUDP ?? item.profileTCP ?? item.profileL4) as { readonly use: string };
  return {
    state: "enabled",
    persist: "none",
    fallbackPersistence: "none",
    sourceAddressTranslation: typeof snat === "string" ? snat : `${folder}/${snat.use}`,
    sourcePort: "preserve",
    rules: ((item.iRules ?? []) as string[]).map((rule) => `${folder}/${rule}`).join(" ") || "none",
    vlans: listed((item.allowVlans as { readonly bigip: string }[]).map(({ bigip }) => bigip)),
    profiles: `${folder}/${profile.use}`,
  };
}

function recordsOf({ records }: As3Item): string[] {
  return (records as { readonly key: string; readonly value: string }[]).map(({ key, value }) => `${key}=${value}`);
}

function enabled(value: unknown): string {
  return value === true ? "enabled" : "disabled";
}
