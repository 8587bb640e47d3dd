/** An object as iControl REST returns it. */
export type RestObject = Record<string, unknown> & { fullPath: string };

/** The objects of a device, by the ends of iControl REST's addresses. */
export type BigIpState = Record<string, RestObject[]>;

type Mapping = Readonly<Record<string, unknown>>;
interface Item {
  readonly class: string;
  readonly [key: string]: unknown;
}

/**
 * The objects of a device after declarations of AS3 and Declarative Onboarding were posted. Which objects AS3 makes is in its map_as3.js. The objects have the properties of answers
 * from real devices: VLANs and routes of 14.1 (genieparser), a device of 13.1, a VLAN's interfaces as f5-common-python takes them, a virtual server of 17.1 in F5's own lab (sideband demo), members and pools of 11.6, SIP monitor, virtual address and self IP of 14.1
 * (CiscoTestAutomation/genieparser, the tests of parser/bigip), data groups as AS3's map_mcp.js reads them. Shares no code with the library.
 */
export function bigIpState(declaration: Mapping, onboarding: Mapping): BigIpState {
  const state: BigIpState = {
    "net/self": selfIps(onboarding),
    "net/vlan": vlans(onboarding),
    "net/route": routes(onboarding),
    "cm/device": units(),
  };
  const add = (kind: string, path: string, more: Mapping) => {
    state[kind] ??= [];
    if (state[kind].some(({ fullPath }) => fullPath === path)) return;
    state[kind].push({ ...common(kind, path), ...more });
  };
  for (const [tenant, applications] of children(declaration))
    for (const [application, items] of children(applications))
      for (const [name, item] of children(items)) addItem(add, tenant, `/${tenant}/${application}`, name, item as Item);
  return state;
}

function addItem(
  add: (kind: string, path: string, more: Mapping) => void,
  tenant: string,
  folder: string,
  name: string,
  item: Item,
): void {
  const path = `${folder}/${name}`;
  if (item.class === "Monitor" && item.monitorType === "sip")
    add("ltm/monitor/sip", path, {
      cipherlist: "DEFAULT",
      compatibility: "enabled",
      debug: "no",
      destination: "*:*",
      interval: item.interval,
      manualResume: "disabled",
      mode: item.protocol,
      timeUntilUp: item.timeUntilUp,
      timeout: item.timeout,
      upInterval: item.upInterval,
      // Not in the answer if they have their default values.
      ...((item.codesUp as number[]).length === 0 ? {} : { filter: (item.codesUp as number[]).join(" ") }),
    });
  if (item.class === "Pool") {
    const servers = (item.members as Mapping[]).flatMap((member) =>
      (member.serverAddresses as string[]).map((address) => ({ address, member })),
    );
    for (const { address } of servers)
      add("ltm/node", `/${tenant}/${address}`, {
        address,
        monitor: "default",
        session: "user-enabled",
        state: "unchecked",
      });
    add("ltm/pool", path, {
      allowNat: "yes",
      allowSnat: "yes",
      loadBalancingMode: item.loadBalancingMode,
      minActiveMembers: item.minimumMembersActive,
      monitor: `min 1 of { ${folder}/${(item.monitors as { use: string }[])[0]!.use} }`,
      ...(item.serviceDownAction === "none" ? {} : { serviceDownAction: item.serviceDownAction }),
      slowRampTime: item.slowRampTime,
      reselectTries: item.reselectTries,
      membersReference: {
        link: `https://localhost/mgmt/tm/ltm/pool/${path.replaceAll("/", "~")}/members?ver=17.1.0.1`,
        isSubcollection: true,
        items: servers.map(({ address, member }, index) => ({
          ...common("ltm/pool/members", `/${tenant}/${address}:${member.servicePort}`),
          address,
          connectionLimit: 0,
          ephemeral: "false",
          fqdn: { autopopulate: "disabled" },
          monitor: "default",
          priorityGroup: member.priorityGroup,
          rateLimit: "disabled",
          ratio: 1,
          session: "monitor-enabled",
          // The backup does not answer the monitor.
          state: index === 0 ? "up" : "down",
        })),
      },
    });
  }
  if (item.class === "Service_Address")
    add("ltm/virtual-address", `/${tenant}/${name}`, {
      address: item.virtualAddress,
      arp: "enabled",
      autoDelete: "true",
      enabled: "yes",
      icmpEcho: "enabled",
      mask: "255.255.255.255",
    });
  if (item.class.startsWith("Service_") && item.class !== "Service_Address")
    addVirtual(add, tenant, folder, name, item);
  if (item.class === "SNAT_Pool")
    add("ltm/snatpool", path, { members: (item.snatAddresses as string[]).map((one) => `/${tenant}/${one}`) });
  if (item.class === "Data_Group")
    add("ltm/data-group/internal", path, {
      type: item.keyDataType,
      records: (item.records as { key: string; value: string }[]).map(({ key, value }) => ({ name: key, data: value })),
    });
  if (item.class === "iRule") add("ltm/rule", path, { apiAnonymous: (item.iRule as string).trim() });
  if (item.class === "UDP_Profile")
    add("ltm/profile/udp", path, {
      idleTimeout: `${item.idleTimeout}`,
      datagramLoadBalancing: item.datagramLoadBalancing ? "enabled" : "disabled",
      allowNoPayload: item.allowNoPayload ? "enabled" : "disabled",
      noChecksum: "disabled",
    });
  if (item.class === "TCP_Profile")
    add("ltm/profile/tcp", path, { idleTimeout: item.idleTimeout, keepAliveInterval: item.keepAliveInterval });
  if (item.class === "L4_Profile")
    add("ltm/profile/fastl4", path, {
      idleTimeout: `${item.idleTimeout}`,
      looseInitialization: item.looseInitialization ? "enabled" : "disabled",
      looseClose: item.looseClose ? "enabled" : "disabled",
      resetOnTimeout: item.resetOnTimeout ? "enabled" : "disabled",
    });
}

function addVirtual(
  add: (kind: string, path: string, more: Mapping) => void,
  tenant: string,
  folder: string,
  name: string,
  item: Item,
): void {
  const isForwarding = item.class === "Service_Forwarding";
  const [address] = item.virtualAddresses as [{ use: string } | [string, string]];
  const [to, from] = Array.isArray(address)
    ? [address[0].startsWith("0.0.0.0") ? "any" : address[0].replace("/32", ""), address[1]]
    : [address.use, "0.0.0.0/0"];
  if (isForwarding)
    add("ltm/virtual-address", `/${tenant}/${to}`, {
      address: to,
      arp: "disabled",
      autoDelete: "true",
      enabled: "yes",
      icmpEcho: "disabled",
      mask: to === "any" ? "any" : "255.255.255.255",
    });
  const profile = ((item.profileUDP ?? item.profileTCP ?? item.profileL4) as { use: string }).use;
  const snat = item.snat as string | { use: string };
  add("ltm/virtual", `${folder}/${name}`, {
    addressStatus: "yes",
    autoLasthop: "default",
    cmpEnabled: "yes",
    creationTime: "2026-01-01T00:00:00Z",
    destination: `/${tenant}/${to}:${item.virtualPort}`,
    enabled: true,
    ipProtocol: isForwarding ? item.layer4 : item.class === "Service_UDP" ? "udp" : "tcp",
    ...(isForwarding ? { ipForward: true } : { pool: `${folder}/${item.pool}` }),
    mask: to === "any" ? "any" : "255.255.255.255",
    serviceDownImmediateAction: "none",
    source: from,
    sourceAddressTranslation:
      typeof snat === "string" ? { type: snat } : { pool: `${folder}/${snat.use}`, type: "snat" },
    sourcePort: "preserve",
    synCookieStatus: "not-activated",
    translateAddress: isForwarding ? "disabled" : "enabled",
    translatePort: isForwarding ? "disabled" : "enabled",
    vlansEnabled: true,
    vsIndex: 2,
    ...(item.iRules === undefined ? {} : { rules: (item.iRules as string[]).map((rule) => `${folder}/${rule}`) }),
    vlans: (item.allowVlans as { bigip: string }[]).map(({ bigip }) => bigip),
    policiesReference: { link: "https://localhost/mgmt/tm/ltm/virtual/x/policies?ver=17.1.0.1", isSubcollection: true },
    profilesReference: {
      link: "https://localhost/mgmt/tm/ltm/virtual/x/profiles?ver=17.1.0.1",
      isSubcollection: true,
      items: [{ ...common("ltm/virtual/profiles", `${folder}/${profile}`), context: "all" }],
    },
  });
}

function selfIps(onboarding: Mapping): RestObject[] {
  return children(onboarding.Common as Mapping)
    .filter(([, item]) => item.class === "SelfIp")
    .map(([name, item]) => ({
      ...common("net/self", `/Common/${name}`),
      address: item.address,
      addressSource: "from-user",
      floating: item.trafficGroup === "traffic-group-1" ? "enabled" : "disabled",
      inheritedTrafficGroup: "false",
      trafficGroup: `/Common/${item.trafficGroup}`,
      vlan: `/Common/${item.vlan}`,
    }));
}

function vlans(onboarding: Mapping): RestObject[] {
  return children(onboarding.Common as Mapping)
    .filter(([, item]) => item.class === "VLAN")
    .map(([name, item], index) => ({
      ...common("net/vlan", `/Common/${name}`),
      autoLasthop: "default",
      mtu: 1500,
      // A device gives a tag of its own choice to a VLAN without one.
      tag: item.tag ?? 4094 - index,
      interfacesReference: {
        link: `https://localhost/mgmt/tm/net/vlan/~Common~${name}/interfaces?ver=17.1.0.1`,
        isSubcollection: true,
        items: (item.interfaces as { name: string; tagged: boolean }[]).map((one) => ({
          kind: "tm:net:vlan:interfaces:interfacesstate",
          name: one.name,
          fullPath: one.name,
          ...(one.tagged ? { tagged: true, tagMode: "none" } : { untagged: true }),
        })),
      },
    }));
}

function routes(onboarding: Mapping): RestObject[] {
  return children(onboarding.Common as Mapping)
    .filter(([, item]) => item.class === "Route")
    .map(([name, { gw, network }]) => ({ ...common("net/route", `/Common/${name}`), gw, mtu: 0, network }));
}

function units(): RestObject[] {
  return [
    {
      ...common("cm/device", "/Common/ltm-1.example.com"),
      build: "0.0.1",
      configsyncIp: "none",
      failoverState: "active",
      hostname: "ltm-1.example.com",
      managementIp: "10.213.0.100",
      product: "BIG-IP",
      selfDevice: "true",
      version: "17.1.0.1",
    },
  ];
}

function common(kind: string, path: string): RestObject {
  const [, partition, ...rest] = path.split("/");
  const subPath = rest.slice(0, -1).join("/");
  return {
    kind: `tm:${kind.replaceAll("/", ":")}:${kind.split("/").at(-1)}state`,
    name: rest.at(-1)!,
    partition: partition!,
    ...(subPath === "" ? {} : { subPath }),
    fullPath: path,
    generation: 171,
    selfLink: `https://localhost/mgmt/tm/${kind}/${path.replaceAll("/", "~")}?ver=17.1.0.1`,
  };
}

function children(value: Mapping): [string, Mapping][] {
  return Object.entries(value).filter(
    (entry): entry is [string, Mapping] =>
      typeof entry[1] === "object" && entry[1] !== null && "class" in (entry[1] as object),
  );
}
