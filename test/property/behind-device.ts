import fc from "fast-check";
import { AS3_NAME, ELEMENT_NAME, isName } from "../../lib/model/name";
import type { OperatingSystem } from "../../lib/model/operating-system";
import { DECLARATION_KEYS, TENANT_KEYS } from "../../lib/options/big-ip/as3-classes";
import { DEFAULT_ROUTE, DEVICE_KEYS, SELF_IP_NAMES } from "../../lib/options/big-ip/declarative-onboarding";
import { wordsAt } from "../schema-keys";

type Mapping = Record<string, unknown>;

/** Words that names on a device must not be. */
const KEYS = [...DECLARATION_KEYS, ...TENANT_KEYS, ...DEVICE_KEYS, ...Object.values(SELF_IP_NAMES), DEFAULT_ROUTE];

const elementName = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,12}[A-Za-z0-9]$/)
  .filter((name) => isName(ELEMENT_NAME, name) && !KEYS.includes(name));

const tenant = fc
  .stringMatching(/^[A-Za-z][A-Za-z0-9_.-]{0,30}[A-Za-z0-9_]$/)
  .filter((name) => isName(AS3_NAME, name) && !KEYS.includes(name));

const distinct = (count: number) =>
  fc.uniqueArray(elementName, { minLength: count, maxLength: count, selector: (text) => text.toLowerCase() });

const seconds = (from: number, to: number) => fc.integer({ min: from, max: to }).map((count) => `${count}s`);

const pool = fc.record(
  {
    snatExclusions: fc.subarray(["10.9.0.0/16", "203.0.113.0/24", "203.0.113.9", "128.0.0.0/1"]),
    monitorInterval: seconds(1, 6),
    monitorTimeout: seconds(7, 590),
    monitorCodes: fc.uniqueArray(fc.integer({ min: 400, max: 699 }), { maxLength: 3 }),
    memberPriority: fc.constantFrom(...wordsAt("pairs.*.highAvailability.bigIp.memberPriority")),
    udpIdleTimeout: fc.constantFrom("1s", "30s", "24h"),
    tcpIdleTimeout: fc.constantFrom("1s", "30m", "24h"),
  },
  { requiredKeys: [] },
);

const settings = fc
  .record(
    {
      as3Version: fc.constantFrom("3.50.0", "3.54.2", "3.56"),
      tenant,
      deployment: fc.constantFrom(...wordsAt("bigIps.*.deployment")),
      redundant: fc.boolean(),
      user: fc.constantFrom("admin", "svc_as3"),
      certificateAuthorityFile: fc.constantFrom("ca.pem", "keys/it's ${a} %{b} $(id)"),
    },
    { requiredKeys: [] },
  )
  // Terraform's provider requires a certificate authority.
  .map((one) => (one.deployment === "terraform" ? { certificateAuthorityFile: "ca.pem", ...one } : one));

/** A device and the pairs behind it, if any, without the settings that depend on the environment around them. */
export const drawnDevice = fc.integer({ min: 0, max: 2 }).chain((pairs) =>
  fc.record({
    name: elementName,
    networks: distinct(2),
    hosts: distinct(2 * pairs),
    pairs: distinct(pairs),
    pools: fc.array(pool, { minLength: pairs, maxLength: pairs }),
    settings,
    interfaces: fc.constantFrom({}, { insideInterface: "1.2", outsideInterface: "1.1" }),
    tagged: fc.boolean(),
    objective: fc.constantFrom(undefined, "10m"),
  }),
);

export type DrawnDevice = typeof drawnDevice extends fc.Arbitrary<infer T> ? T : never;

/** The settings that depend on the environment around a device. */
interface Around {
  readonly os: OperatingSystem;
  readonly interfaceName: string;
  readonly transports: readonly string[];
}

/** The elements that a device adds to an environment, by kind. */
export function behindDevice(
  drawn: DrawnDevice,
  { os, interfaceName, transports }: Around,
): Record<"networks" | "hosts" | "bigIps" | "pairs", Mapping> {
  const [inside, outside] = drawn.networks as [string, string];
  const side = (pair: number, index: number) => ({
    application: `Behind_${pair}_${index}`,
    host: drawn.hosts[2 * pair + index],
  });
  const objective = drawn.objective === undefined ? {} : { recoveryTimeObjective: drawn.objective };
  return {
    networks: {
      [inside]: { cidr: "10.7.0.0/24", gateway: "10.7.0.1", vlan: 7 },
      [outside]: { cidr: "10.8.0.0/24", gateway: "10.8.0.1", vlan: 8 },
    },
    hosts: Object.fromEntries(
      drawn.hosts.map((name, index) => [
        name,
        { os, interfaces: { [interfaceName]: { network: inside, address: `10.7.0.${10 + index}` } } },
      ]),
    ),
    bigIps: {
      [drawn.name]: {
        management: "10.1.0.250",
        version: "17.1.0",
        ...drawn.settings,
        network: {
          inside,
          outside,
          insideSelfIp: "10.7.0.1",
          outsideSelfIp: "10.8.0.2",
          ...drawn.interfaces,
          tagged: drawn.tagged,
        },
      },
    },
    pairs: Object.fromEntries(
      drawn.pairs.map((name, index) => [
        name,
        {
          primary: side(index, 0),
          backup: side(index, 1),
          sip: { ...(transports.includes("tls") ? { tlsPort: 5061 } : {}), transports: [...transports] },
          ...objective,
          highAvailability: {
            bigIp: { device: drawn.name, virtualIp: `10.8.0.${100 + index}`, ...drawn.pools[index] },
          },
        },
      ]),
    ),
  };
}
