/** What an item of a class may have, according to AS3's schema of version 3.56.0; the schema itself accepts misspelt keys in monitors and virtual servers. */
export interface As3Class {
  readonly keys: readonly string[];
  /** By key: the classes of the items that the key may point to. */
  readonly pointers: Readonly<Record<string, readonly string[]>>;
}

const ANY = ["class", "label", "remark"];

/** What all virtual servers have in common. */
const SERVICE = [
  ...ANY,
  "virtualAddresses",
  "virtualPort",
  "layer4",
  "pool",
  "snat",
  "iRules",
  "persistenceMethods",
  "fallbackPersistenceMethod",
  "allowVlans",
  "rejectVlans",
  "translateServerAddress",
  "translateServerPort",
  "translateClientPort",
  "lastHop",
  "mirroring",
  "sourceAddress",
  "shareAddresses",
  "adminState",
  "maxConnections",
  "serviceDownImmediateAction",
  "enable",
];

const SERVICE_POINTERS = {
  virtualAddresses: ["Service_Address"],
  pool: ["Pool"],
  snat: ["SNAT_Pool"],
  iRules: ["iRule"],
};

/** The classes that this library writes. */
export const AS3_CLASSES: Readonly<Record<string, As3Class>> = {
  Monitor: {
    keys: [
      ...ANY,
      "monitorType",
      "protocol",
      "request",
      "headers",
      "codesUp",
      "codesDown",
      "interval",
      "timeout",
      "upInterval",
      "timeUntilUp",
      "targetAddress",
      "targetPort",
      "ciphers",
      "clientCertificate",
    ],
    pointers: { clientCertificate: ["Certificate"] },
  },
  Pool: {
    keys: [
      ...ANY,
      "loadBalancingMode",
      "minimumMembersActive",
      "members",
      "monitors",
      "minimumMonitors",
      "serviceDownAction",
      "slowRampTime",
      "reselectTries",
      "allowSNATEnabled",
      "allowNATEnabled",
      "metadata",
    ],
    pointers: { monitors: ["Monitor"] },
  },
  Service_Address: {
    keys: [
      ...ANY,
      "virtualAddress",
      "arpEnabled",
      "icmpEcho",
      "serverScope",
      "routeAdvertisement",
      "spanningEnabled",
      "trafficGroup",
      "autoDelete",
      "useIpName",
    ],
    pointers: {},
  },
  Service_UDP: {
    keys: [...SERVICE, "profileUDP", "profileSIP", "virtualType"],
    pointers: { ...SERVICE_POINTERS, profileUDP: ["UDP_Profile"] },
  },
  Service_TCP: {
    keys: [...SERVICE, "profileTCP", "profileSIP", "serverTLS", "clientTLS"],
    pointers: { ...SERVICE_POINTERS, profileTCP: ["TCP_Profile"] },
  },
  Service_Forwarding: {
    keys: [...SERVICE, "forwardingType", "profileL4"],
    pointers: { ...SERVICE_POINTERS, profileL4: ["L4_Profile"] },
  },
  UDP_Profile: { keys: [...ANY, "datagramLoadBalancing", "idleTimeout", "allowNoPayload"], pointers: {} },
  TCP_Profile: { keys: [...ANY, "idleTimeout", "keepAliveInterval"], pointers: {} },
  L4_Profile: {
    keys: [...ANY, "idleTimeout", "looseInitialization", "looseClose", "resetOnTimeout", "pvaAcceleration"],
    pointers: {},
  },
  SNAT_Pool: { keys: [...ANY, "snatAddresses"], pointers: {} },
  Data_Group: { keys: [...ANY, "storageType", "keyDataType", "records"], pointers: {} },
  iRule: { keys: [...ANY, "iRule", "expand"], pointers: {} },
};

/** What an application of a tenant has besides its items. */
export const APPLICATION_KEYS = [...ANY, "template", "enable", "constants", "serviceMain", "schemaOverlay"];

/** What a tenant has besides its applications. */
export const TENANT_KEYS = [
  ...ANY,
  "enable",
  "defaultRouteDomain",
  "useCommonRouteDomainTenant",
  "Shared",
  "constants",
  "controls",
  "optimisticLockKey",
  "verifiers",
];

/** What a declaration has besides its tenants. */
export const DECLARATION_KEYS = [
  ...ANY,
  "$schema",
  "updateMode",
  "schemaVersion",
  "id",
  "target",
  "constants",
  "Common",
  "controls",
  "scratch",
];
