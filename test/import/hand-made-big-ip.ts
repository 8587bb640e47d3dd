import type { ImportNote } from "../../lib/import/import-note";
import { join } from "../../lib/text/paths";
import type { BigIpState, RestObject } from "../big-ip-state";
import { type DeviceToSurvey, surveyOfDevice } from "./big-ip-survey-of-model";
import {
  applicationOf,
  type ChangedSite,
  handMadeSite,
  importChanged,
  pairsOf,
  type SiteFile,
  type SiteSurveys,
} from "./hand-made-site";

/** The environment file that import makes from the site below. */
export const HAND_MADE_BIG_IP_FILE = join(__dirname, "hand-made-big-ip/environment.yaml");

/** A device whose objects somebody has made in Common, one by one, as on versions for which there is no AS3. Tests change it. */
export interface HandMadeDevice extends DeviceToSurvey {
  readonly state: BigIpState & Record<keyof typeof STATE, RestObject[]>;
}

const common = (name: string) => ({ name, partition: "Common", fullPath: `/Common/${name}` });

const virtual = (name: string, protocol: string, port: number, profiles: readonly string[]) => ({
  ...common(name),
  destination: `/Common/198.51.100.10:${port}`,
  enabled: true,
  ipProtocol: protocol,
  mask: "255.255.255.255",
  persist: [{ name: "source_addr", partition: "Common", tmDefault: "yes" }],
  pool: "/Common/pool_sip",
  source: "0.0.0.0/0",
  sourceAddressTranslation: { type: "automap" },
  sourcePort: "preserve",
  translateAddress: "enabled",
  translatePort: "enabled",
  vlansDisabled: true,
  profilesReference: {
    isSubcollection: true,
    items: profiles.map((profile) => ({ ...common(profile), context: "all" })),
  },
});

const member = (name: string, address: string, state: string) => ({
  ...common(`${name}:5060`),
  address,
  priorityGroup: 0,
  session: "monitor-enabled",
  state,
});

const vlan = (name: string, tag: number) => ({
  ...common(name),
  tag,
  // In older versions this has no value.
  interfacesReference: { isSubcollection: true, items: [{ name: "1.1", fullPath: "1.1", tagged: null }] },
});

const self = (name: string, address: string) => ({
  ...common(`self_${name}`),
  address,
  trafficGroup: "/Common/traffic-group-local-only",
  vlan: `/Common/${name}`,
});

const STATE = {
  "cm/device": [
    {
      ...common("lb1.example.com"),
      failoverState: "active",
      managementIp: "10.10.0.100",
      selfDevice: "true",
      version: "15.1.10",
    },
  ],
  "ltm/node": [
    { ...common("sip1"), address: "10.20.0.11", session: "user-enabled", state: "unchecked" },
    { ...common("sip2"), address: "10.20.0.12", session: "user-enabled", state: "unchecked" },
  ],
  "ltm/virtual-address": [{ ...common("198.51.100.10"), address: "198.51.100.10", enabled: "yes", arp: "enabled" }],
  "ltm/monitor/sip": [
    { ...common("sip"), destination: "*:*", interval: 5, mode: "udp", timeUntilUp: 0, timeout: 16, upInterval: 0 },
    {
      ...common("mon_sip"),
      destination: "*:*",
      filter: "200 404",
      interval: 3,
      mode: "udp",
      timeUntilUp: 0,
      timeout: 10,
      upInterval: 0,
    },
  ],
  "ltm/pool": [
    {
      ...common("pool_sip"),
      loadBalancingMode: "round-robin",
      minActiveMembers: 0,
      monitor: "/Common/mon_sip ",
      reselectTries: 0,
      slowRampTime: 10,
      membersReference: { items: [member("sip1", "10.20.0.11", "up"), member("sip2", "10.20.0.12", "down")] },
    },
  ],
  "ltm/virtual": [
    virtual("vs_sip_5060_udp", "udp", 5060, ["udp"]),
    virtual("vs_sip_5060_tcp", "tcp", 5060, ["tcp"]),
    {
      ...virtual("vs_outbound", "any", 0, ["fastL4"]),
      destination: "/Common/0.0.0.0:0",
      ipForward: true,
      mask: "any",
      persist: undefined,
      pool: undefined,
      rules: ["/Common/snat_sip"],
      source: "10.20.0.0/24",
      translateAddress: "disabled",
      translatePort: "disabled",
    },
  ],
  "ltm/data-group/internal": [
    {
      ...common("no_snat"),
      type: "ip",
      records: [{ name: "10.10.0.0/24", data: "management" }, { name: "10.20.0.11/32" }, { name: "10.30.0.7/32" }],
    },
    { ...common("private"), type: "string", records: [{ name: "token", data: "s3cr3t" }] },
  ],
  "ltm/rule": [
    {
      ...common("snat_sip"),
      apiAnonymous:
        "when CLIENT_ACCEPTED {\n  # s3cr3t\n  if { [class match [IP::local_addr] equals no_snat] } { snat none } else { snat 198.51.100.10 }\n}",
    },
  ],
  "ltm/profile/udp": [
    { ...common("udp"), idleTimeout: "60", datagramLoadBalancing: "disabled", allowNoPayload: "disabled" },
  ],
  "ltm/profile/tcp": [{ ...common("tcp"), idleTimeout: "300", keepAliveInterval: 1800 }],
  "ltm/profile/fastl4": [
    {
      ...common("fastL4"),
      idleTimeout: "300",
      looseInitialization: "disabled",
      looseClose: "disabled",
      resetOnTimeout: "enabled",
    },
  ],
  "ltm/profile/client-ssl": [{ ...common("clientssl"), key: "s3cr3t" }],
  "ltm/profile/sip": [{ ...common("sip"), community: "sip_community" }],
  "net/self": [self("internal", "10.20.0.1/24"), self("external", "198.51.100.2/24")],
  "net/vlan": [vlan("internal", 20), vlan("external", 30)],
  "net/route": [{ ...common("default"), gw: "198.51.100.1", mtu: 0, network: "default" }],
};

export function handMadeDevice(name = "ltm-1", management = "10.10.0.100"): HandMadeDevice {
  return { name, management, declaration: undefined, state: structuredClone(STATE) };
}

/** The site of the other tests, with that device instead of scripts and alarm conditions. */
export function handMadeBigIpSite(): { file: SiteFile; surveys: SiteSurveys } {
  const { file, surveys } = handMadeSite();
  file.alarmConditions = [];
  file.scripts = [];
  file.applications = file.applications.filter(({ name }) => !name.includes("VIP"));
  for (const name of ["SIP_1", "SIP_2"]) applicationOf(file, name).options.TServer!["sip-address"] = "198.51.100.10";
  surveys["sip-1"] = surveys["sip-1"]!.replace(/^.*secondary eth1:1.*\n/m, "");
  for (const name of ["sip-1", "sip-2"])
    surveys[name] = surveys[name]!.replace(/== scripts\n(?: .*\n)*/, "== scripts\n");
  return { file, surveys };
}

/** Imports that site after a change of the device, which is the first one if there are several. */
export function importBehind(
  change: (device: HandMadeDevice, site: ReturnType<typeof handMadeBigIpSite>, devices: HandMadeDevice[]) => void,
) {
  const site = handMadeBigIpSite();
  const devices = [handMadeDevice()];
  change(devices[0]!, site, devices);
  for (const one of devices) site.surveys[`_big-ip-${one.name}`] = surveyOfDevice(one);
  return importChanged(site);
}

type Mapping = Record<string, unknown>;

/** The settings of the pair. */
export const poolOf = ({ declaration }: ChangedSite) =>
  (pairsOf(declaration).SIP!.highAvailability as unknown as { bigIp?: Mapping }).bigIp;
/** A device of the file. */
export const deviceOf = ({ declaration }: ChangedSite, name = "ltm-1") =>
  (declaration as { bigIps: Record<string, Mapping> }).bigIps[name]!;
/** The members of the device's pool, for tests to change. */
export const membersOf = (device: HandMadeDevice) =>
  (device.state["ltm/pool"][0] as unknown as { membersReference: { items: Mapping[] } }).membersReference.items;
/** A virtual server of the device. */
export const sip = (path: string) => `/Common/vs_sip_5060_${path}`;
/** The notes of a code, each with the line of the device's survey to which it points. */
export const said = ({ notes, facts }: ChangedSite, code: string) =>
  notes
    .filter((one) => one.code === code)
    .map(({ kind, of, message, found, position }: ImportNote) => {
      const lines = facts.flatMap(({ file, sections }) =>
        file === position?.file ? sections.flatMap((one) => one.lines) : [],
      );
      const at = lines.find((line) => line.position.line === position?.line)?.text;
      const name = /"fullPath":"([^"]+)"/.exec(at ?? "")?.[1];
      return `${kind} ${of}: ${message}: ${found} @${name ?? position?.line}`;
    });
