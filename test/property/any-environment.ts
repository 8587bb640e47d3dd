import fc from "fast-check";
import { isDnsLabel } from "../../lib/model/domain-name";
import { ELEMENT_NAME, INTERFACE_NAME, isName, OBJECT_NAME, WINDOWS_INTERFACE } from "../../lib/model/name";
import { OPERATING_SYSTEMS, type OperatingSystem } from "../../lib/model/operating-system";
import { wordsAt } from "../schema-keys";
import { behindDevice, type DrawnDevice, drawnDevice } from "./behind-device";

type Mapping = Record<string, unknown>;

const elementName = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,12}[A-Za-z0-9]$/)
  .filter((name) => isName(ELEMENT_NAME, name));
const objectName = fc
  .stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,20}[A-Za-z0-9]$/)
  .filter((name) => isName(OBJECT_NAME, name));
const interfaceName = fc.stringMatching(/^[a-z][a-z0-9_.-]{0,8}$/).filter((name) => isName(INTERFACE_NAME, name));

const windowsInterface = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9 _.()#+-]{0,20}[A-Za-z0-9)]$/)
  .filter((name) => isName(WINDOWS_INTERFACE, name));

/** Names that all differ, even on a system that ignores case. */
const distinct = (name: fc.Arbitrary<string>, count: number) =>
  fc.uniqueArray(name, { minLength: count, maxLength: count, selector: (text) => text.toLowerCase() });

const seconds = (from: number, to: number) => fc.integer({ min: from, max: to }).map((count) => `${count}s`);

const takeover = (os: OperatingSystem, isIpv6: boolean) => {
  const ofLinux = {
    ...(isIpv6
      ? {}
      : { sourceAddress: fc.constantFrom(...wordsAt("pairs.*.highAvailability.ipAddressTakeover.sourceAddress")) }),
    flushConnectionTracking: fc.boolean(),
  };
  return fc.record({ ...(os === "linux" ? ofLinux : {}), ...settings }, { requiredKeys: [] });
};

const settings = {
  interfaceLabel: fc.stringMatching(/^[a-z0-9]{1,4}$/),
  conflictPolicy: fc.constantFrom(...wordsAt("pairs.*.highAvailability.ipAddressTakeover.conflictPolicy")),
  probeTimeout: seconds(1, 8),
  announcements: fc.integer({ min: 1, max: 60 }),
  // Long enough for the longest `up` with any of the times above, like its default.
  lockTimeout: seconds(25, 60),
  events: fc.constantFrom({}, { becamePrimary: 7000 }, { becamePrimary: 7000, becameBackup: 7001 }),
  cancelTimeout: seconds(1, 10),
  watchdog: fc.record(
    { interval: seconds(1, 5), isolationTimeout: seconds(1, 20), announceInterval: seconds(1, 90) },
    { requiredKeys: [] },
  ),
};

/** Settings of one cluster, because the hosts have only one network for clusters. */
const nlb = fc.record(
  {
    operationMode: fc.constantFrom(...wordsAt("pairs.*.highAvailability.windowsNlb.operationMode")),
    clusterName: fc.constantFrom("sip.example.com", "a.b", "SIP-1.east.example.com"),
    hostPriorities: fc.constantFrom({}, { primary: 32, backup: 1 }, { primary: 3 }),
    affinity: fc.constantFrom(...wordsAt("pairs.*.highAvailability.windowsNlb.affinity")),
    portRules: fc.constantFrom(
      [],
      [{ startPort: 9000 }],
      [
        { startPort: 9000, endPort: 9010, protocol: "udp" },
        { startPort: 9011, protocol: "tcp" },
      ],
    ),
    convergenceTimeout: seconds(1, 9),
    // Long enough for the longest run with any of the times above.
    lockTimeout: seconds(27, 60),
    cancelTimeout: seconds(1, 10),
  },
  { requiredKeys: ["operationMode", "clusterName"] },
);

/** Settings of a pool that has a second name for its addresses. */
const pool = fc.record(
  {
    recordTtl: seconds(1, 86_400),
    addressTtl: seconds(1, 300),
    zone: fc.constant("example.com"),
    zoneSerial: fc.integer({ min: 1, max: 4_294_967_295 }),
    nameServers: fc.subarray(["ns1.example.org", "ns2.example.org"]),
    naptr: fc.boolean(),
    transports: fc.shuffledSubarray(["udp", "tcp", "tls"], { minLength: 1 }),
    oosCheck: seconds(1, 200),
    oosForce: seconds(1, 32),
    resolveHost: fc.boolean(),
    overloadDialogRate: fc.nat(1_000),
    endpoints: fc.subarray([...wordsAt("pairs.*.highAvailability.sipProxy.endpoints")]),
  },
  { requiredKeys: [] },
);

const ACCOUNTS = ["root", "genesys", "_lca-1"];
const WINDOWS_ACCOUNTS = ["LocalSystem", "CORP\\svc-lca", "Administrator"];

/** How an account gets root's rights, if the system has root: every other account has to get them. */
const becomingRoot = (os: OperatingSystem, account: string | undefined) =>
  os === "windows"
    ? {}
    : {
        becomeRoot: fc.constantFrom(
          undefined,
          "sudo",
          ...(account === undefined || account === "root" ? ["none"] : []),
        ),
      };

const localControlAgent = (os: OperatingSystem) =>
  fc.option(fc.constantFrom(...(os === "windows" ? WINDOWS_ACCOUNTS : ACCOUNTS)), { nil: undefined }).chain((account) =>
    fc.record(
      {
        // A port that a Host object accepts, outside the ports of the SIP Servers and proxies below, which may all be on the same host.
        port: fc.integer({ min: 7_000, max: 8_999 }),
        account: fc.constant(account),
        ...becomingRoot(os, account),
      },
      { requiredKeys: ["account"] },
    ),
  );

const SECRETS = ["~/.ssh/id", "/keys/${env}/%{x}", "/key with 'quotes\" and $(id)"];

const ssh = (os: OperatingSystem) =>
  fc.constantFrom(...(os === "windows" ? WINDOWS_ACCOUNTS : ["root", "deploy"])).chain((user) =>
    fc.record(
      {
        user: fc.constant(user),
        port: fc.integer({ min: 1, max: 65_535 }),
        privateKeyFile: fc.constantFrom(...SECRETS),
        hostKey: fc.constant("ssh-ed25519 AAAA"),
        timeout: seconds(1, 90),
        jumpHost: fc.record(
          {
            user: fc.constantFrom("ops", "CORP\\ops"),
            address: fc.constantFrom("10.99.0.1", "2001:db8::9"),
            port: fc.integer({ min: 1, max: 65_535 }),
            privateKeyFile: fc.constantFrom(...SECRETS),
            hostKey: fc.constant("ecdsa-sha2-nistp256 AAAA"),
          },
          { requiredKeys: ["user", "address", "hostKey"] },
        ),
        ...becomingRoot(os, user),
      },
      { requiredKeys: ["user"] },
    ),
  );

const winrm = fc.record(
  {
    user: fc.constantFrom(...WINDOWS_ACCOUNTS),
    passwordFile: fc.constantFrom(...SECRETS),
    https: fc.boolean(),
    certificateAuthorityFile: fc.constantFrom(...SECRETS),
  },
  { requiredKeys: ["user"] },
);

const connection = (os: OperatingSystem) => {
  const bySsh = ssh(os).map((one) => ({ ssh: one }));
  return fc.option(
    os === "windows"
      ? fc.oneof(
          bySsh,
          winrm.map((one) => ({ winrm: one })),
        )
      : bySsh,
    { nil: undefined },
  );
};

/** A declaration in which the rules find no errors, but perhaps warnings and things that nobody has declared. */
export const anyEnvironment: fc.Arbitrary<Mapping> = fc
  .record({
    pairs: fc.integer({ min: 1, max: 6 }),
    hosts: fc.integer({ min: 2, max: 8 }),
    text: fc.string({ unit: "grapheme" }),
    os: fc.constantFrom(...OPERATING_SYSTEMS),
    isIpv6: fc.boolean(),
  })
  .chain(({ pairs, hosts, text, os, isIpv6 }) =>
    fc
      .record({
        names: fc.record({
          environment: elementName,
          networks: distinct(elementName, 2),
          hosts: distinct(elementName, hosts + 1),
          pairs: distinct(elementName, pairs),
          applications: distinct(objectName, 4 * pairs + 3),
        }),
        interfaces: fc.array(distinct(os === "windows" ? windowsInterface : interfaceName, 2), {
          minLength: hosts + 1,
          maxLength: hosts + 1,
        }),
        agents: fc.array(localControlAgent(os), { minLength: hosts, maxLength: hosts }),
        connections: fc.array(connection(os), { minLength: hosts, maxLength: hosts }),
        sides: fc.array(fc.tuple(fc.nat(hosts - 1), fc.nat(hosts - 2)), { minLength: pairs, maxLength: pairs }),
        takeovers: fc.array(takeover(os, isIpv6), { minLength: pairs, maxLength: pairs }),
        pools: fc.array(pool, { minLength: pairs, maxLength: pairs }),
        kinds: fc.array(fc.constantFrom("virtual IP", "pool", "single host"), { minLength: pairs, maxLength: pairs }),
        nlb: fc.option(nlb, { nil: undefined }),
        objective: fc.constantFrom(undefined, "10m"),
        gratuitous: fc.constantFrom(undefined, true),
        transports: fc.constantFrom(["udp"], ["tcp", "udp"], ["tls"], ["udp", "tcp", "tls"]),
        device: fc.option(drawnDevice, { nil: undefined }),
        backupControlServer: fc.option(fc.nat(hosts), { nil: undefined }),
      })
      .map((drawn) => withDevice(environment({ ...drawn, os, isIpv6 }, text), { ...drawn, os, isIpv6 })),
  );

interface Drawn {
  readonly os: OperatingSystem;
  /** Whether the network of the virtual IPs has IPv6. */
  readonly isIpv6: boolean;
  readonly names: Readonly<Record<"networks" | "hosts" | "pairs" | "applications", readonly string[]>> & {
    readonly environment: string;
  };
  readonly interfaces: readonly (readonly string[])[];
  readonly agents: readonly object[];
  readonly connections: readonly (object | undefined)[];
  readonly sides: readonly (readonly [number, number])[];
  readonly takeovers: readonly object[];
  readonly pools: readonly { readonly transports?: readonly string[] }[];
  readonly kinds: readonly string[];
  readonly nlb: object | undefined;
  readonly objective: string | undefined;
  readonly gratuitous: boolean | undefined;
  readonly transports: readonly string[];
  readonly device: DrawnDevice | undefined;
  /** The host of the backup Solution Control Server, by index; the management host is one of the hosts. */
  readonly backupControlServer: number | undefined;
}

/** The same with additional pairs behind a BIG-IP, if a BIG-IP was drawn whose names are not taken. */
function withDevice(declaration: Mapping, { device, os, interfaces, transports }: Drawn): Mapping {
  if (device === undefined) return declaration;
  const { networks, hosts, pairs, bigIps } = behindDevice(device, {
    os,
    interfaceName: interfaces[0]![0]!,
    transports,
  });
  const both = { networks, hosts, pairs };
  const taken = (kind: keyof typeof both) => {
    const own = new Set(Object.keys(declaration[kind] as Mapping).map((name) => name.toLowerCase()));
    return Object.keys(both[kind]).some((name) => own.has(name.toLowerCase()));
  };
  if ((Object.keys(both) as (keyof typeof both)[]).some(taken)) return declaration;
  const merged = Object.entries(both).map(([kind, more]) => [kind, { ...(declaration[kind] as Mapping), ...more }]);
  return { ...declaration, ...Object.fromEntries(merged), bigIps };
}

function environment(drawn: Drawn, text: string): Mapping {
  const { names } = drawn;
  const [management, voice] = names.networks as [string, string];
  const [managementHost, ...hosts] = names.hosts as [string, ...string[]];
  const [scs, backupScs, messageServer, ...applications] = names.applications as [string, string, string, ...string[]];
  const description = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, "").slice(0, 60);
  const onVoice = (last: number) => `${drawn.isIpv6 ? "2001:db8:2::" : "10.2.0."}${last}`;
  const side = (host: number, index: number, pair: number) => {
    const first = 3000 + 10 * pair + 5 * index;
    return {
      application: applications[2 * pair + index],
      host: hosts[host],
      ports: { tlib: first, haSync: first + 1, http: first + 2 },
    };
  };
  // Up to two proxies, on hosts whose names DNS accepts; there may be none.
  const proxiesOf = (pair: number) =>
    hosts
      .filter(isDnsLabel)
      .slice(0, 2)
      .map((host, index) => ({ application: applications[2 * names.pairs.length + 2 * pair + index], host }));
  const sipProxy = (index: number, proxies: readonly object[]) => ({
    fqdn: `pool-${index}.example.com`,
    addressFqdn: `by-address.pool-${index}.example.com`,
    port: 6000 + 10 * index,
    tlsPort: 6001 + 10 * index,
    proxies: proxies.map((proxy, proxyIndex) => ({ ...proxy, defaultPort: 6002 + 10 * index + proxyIndex })),
    ...drawn.pools[index],
  });
  return compact({
    environment: names.environment,
    description: description === "" ? undefined : description,
    genesys: { switch: "SIP_Switch", sipServerVersion: "8.1.104.10" },
    managementLayer: {
      solutionControlServer: { application: scs, host: managementHost },
      backupSolutionControlServer:
        drawn.backupControlServer === undefined
          ? undefined
          : { application: backupScs, host: names.hosts[drawn.backupControlServer] },
      messageServer: { application: messageServer, host: managementHost },
    },
    networks: {
      [management]: { cidr: "10.1.0.0/24", gateway: "10.1.0.1" },
      [voice]: {
        dedicated: drawn.gratuitous,
        cidr: drawn.isIpv6 ? "2001:db8:2::/64" : "10.2.0.0/24",
        gateway: onVoice(1),
        switching: { acceptsGratuitousArp: drawn.gratuitous, arpPacketsPerSecond: 1_000 },
      },
    },
    hosts: {
      [managementHost]: {
        os: drawn.os,
        interfaces: { [drawn.interfaces[0]![0]!]: { network: management, address: "10.1.0.5" } },
      },
      ...Object.fromEntries(
        hosts.map((name, index) => {
          const [first, second] = drawn.interfaces[index + 1] as [string, string];
          const interfaces = {
            [first]: { network: management, address: `10.1.0.${10 + index}` },
            [second]: { network: voice, address: onVoice(10 + index) },
          };
          const [localControlAgent, connection] = [drawn.agents[index], drawn.connections[index]];
          return [name, { os: drawn.os, interfaces, localControlAgent, connection }];
        }),
      ),
    },
    pairs: Object.fromEntries(
      names.pairs.map((name, index) => {
        const [primary, step] = drawn.sides[index]!;
        // The first pair always has a virtual IP that moves: tests spoil another address by making it equal to this one.
        const kind = index > 0 ? drawn.kinds[index]! : "virtual IP";
        const isOnOneHost = kind === "single host";
        const proxies = kind === "pool" ? proxiesOf(index) : [];
        const backup = isOnOneHost ? primary : (primary + 1 + step) % hosts.length;
        // Servers that use TLS to their proxies need a port for it.
        const ofPool = proxies.length > 0 ? (drawn.pools[index]!.transports ?? []) : [];
        const transports = [...new Set([...drawn.transports, ...ofPool.filter((one) => one === "tls")])];
        return [
          name,
          {
            primary: side(primary, 0, index),
            backup: side(backup, 1, index),
            sip: {
              port: 5000 + 10 * index,
              tlsPort: transports.includes("tls") ? 5001 + 10 * index : undefined,
              transports,
            },
            recoveryTimeObjective: drawn.objective,
            highAvailability: isOnOneHost
              ? { singleHost: { seats: 10 * index } }
              : proxies.length > 0
                ? { sipProxy: sipProxy(index, proxies) }
                : withVirtualIp(drawn, index, {
                    moving: hasCluster(drawn)
                      ? { virtualIp: `10.1.0.${100 + index}`, network: management }
                      : { virtualIp: onVoice(100 + index), network: voice },
                    shared: { virtualIp: onVoice(100 + index), network: voice },
                  }),
          },
        ];
      }),
    ),
  }) as Mapping;
}

/** Whether the virtual IP of the second pair, if it has one, belongs to a cluster. In that case no other virtual IP is on the interfaces of the voice network. */
function hasCluster({ os, isIpv6, nlb: cluster }: Drawn): boolean {
  return os === "windows" && !isIpv6 && cluster !== undefined;
}

/** A virtual IP that moves, or the virtual IP of a cluster, which both hosts share. */
function withVirtualIp(
  drawn: Drawn,
  index: number,
  { moving, shared }: Readonly<Record<"moving" | "shared", object>>,
): Mapping {
  if (hasCluster(drawn) && index === 1) return { windowsNlb: { ...shared, ...drawn.nlb } };
  // The routes of a host can use the virtual IP of only one pair as source address.
  const source = index === 0 ? {} : { sourceAddress: undefined };
  return { ipAddressTakeover: { ...moving, ...drawn.takeovers[index], ...source } };
}

/** Leaves out the keys without a value, as a file would. */
function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries.map(([key, item]) => [key, compact(item)]));
}
