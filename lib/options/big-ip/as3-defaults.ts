type Defaults = Readonly<Record<string, unknown>>;

const SERVICE: Defaults = {
  enable: true,
  adminState: "enable",
  persistenceMethods: ["source-address"],
  snat: "auto",
  translateServerAddress: true,
  translateServerPort: true,
  translateClientPort: false,
  lastHop: "default",
  mirroring: "none",
  shareAddresses: false,
  maxConnections: 0,
  serviceDownImmediateAction: "none",
};

/** The defaults of AS3's schema of version 3.56.0 for missing keys, by class, for the keys in `AS3_CLASSES` and of pool members. */
export const AS3_DEFAULTS: Readonly<Record<string, Defaults>> = {
  Tenant: { enable: true, defaultRouteDomain: 0, useCommonRouteDomainTenant: true, optimisticLockKey: "" },
  Application: { enable: true, template: "generic" },
  Monitor: {
    protocol: "udp",
    interval: 5,
    timeout: 16,
    upInterval: 0,
    timeUntilUp: 0,
    request: "",
    headers: "",
    // The schema has no default for these two; a missing key means an empty list.
    codesUp: [],
    codesDown: [],
    targetAddress: "",
    targetPort: 0,
    ciphers: "DEFAULT",
  },
  Pool: {
    loadBalancingMode: "round-robin",
    minimumMembersActive: 1,
    minimumMonitors: 1,
    serviceDownAction: "none",
    slowRampTime: 10,
    reselectTries: 0,
    allowNATEnabled: true,
    allowSNATEnabled: true,
  },
  Service_UDP: { ...SERVICE, layer4: "udp", profileUDP: "normal", virtualType: "standard" },
  Service_TCP: { ...SERVICE, layer4: "tcp", profileTCP: "normal" },
  Service_Forwarding: {
    ...SERVICE,
    layer4: "any",
    persistenceMethods: undefined,
    translateServerAddress: false,
    translateServerPort: false,
  },
  Service_Address: {
    arpEnabled: true,
    icmpEcho: "enable",
    serverScope: "any",
    routeAdvertisement: "disable",
    spanningEnabled: false,
    trafficGroup: "default",
    autoDelete: true,
    useIpName: false,
  },
  UDP_Profile: { datagramLoadBalancing: false, idleTimeout: 60, allowNoPayload: false },
  TCP_Profile: { idleTimeout: 300, keepAliveInterval: 1800 },
  L4_Profile: {
    idleTimeout: 300,
    looseInitialization: false,
    looseClose: false,
    resetOnTimeout: true,
    pvaAcceleration: "full",
  },
  Data_Group: { storageType: "internal" },
  iRule: { expand: true },
};

/** The defaults of a member of a pool. */
export const MEMBER_DEFAULTS: Defaults = {
  enable: true,
  adminState: "enable",
  priorityGroup: 0,
  shareNodes: false,
  connectionLimit: 0,
  rateLimit: -1,
  dynamicRatio: 1,
  ratio: 1,
  addressDiscovery: "static",
};
