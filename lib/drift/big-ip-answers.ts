import type { DeviceObjectKind } from "../options/device-expectation";

/** The properties that a collector asks of each kind of object, and of what belongs to it, by iControl REST's names. It prints nothing else of an answer. */
export const ANSWER_FIELDS: Readonly<Record<Exclude<DeviceObjectKind, "ltm/pool/members"> | "net/self", string>> = {
  "ltm/node": "fullPath address session state",
  "ltm/virtual-address": "fullPath address enabled arp",
  "ltm/monitor/sip":
    "fullPath mode interval timeout upInterval timeUntilUp request headers filter filterNeg destination manualResume",
  "ltm/pool":
    "fullPath loadBalancingMode minActiveMembers monitor serviceDownAction slowRampTime reselectTries membersReference name address priorityGroup session state",
  "ltm/virtual":
    "fullPath enabled disabled destination ipProtocol ipForward source pool persist fallbackPersistence sourceAddressTranslation sourcePort translateAddress translatePort rules vlans vlansEnabled vlansDisabled profilesReference",
  "ltm/snatpool": "fullPath members",
  "ltm/data-group/internal": "fullPath type records",
  "ltm/rule": "fullPath apiAnonymous",
  "ltm/profile/udp": "fullPath idleTimeout datagramLoadBalancing allowNoPayload",
  "ltm/profile/tcp": "fullPath idleTimeout keepAliveInterval",
  "ltm/profile/fastl4": "fullPath idleTimeout looseInitialization looseClose resetOnTimeout",
  "net/self": "fullPath address vlan trafficGroup",
};

/** A regular expression, also for jq: how an iRule names a data group in which it looks an address up, `equals /Common/no_snat` or `equals $::no_snat`. */
export const DATA_GROUP = "\\bequals\\s+[$:]*([A-Za-z0-9_./-]+)";

/** What a survey asks in addition, of a device about which nothing is known yet. */
export const SURVEYED_FIELDS = {
  "ltm/monitor/udp": "fullPath interval timeout",
  "ltm/monitor/tcp": "fullPath interval timeout",
  "ltm/profile/client-ssl": "fullPath",
  "ltm/profile/server-ssl": "fullPath",
  "ltm/profile/sip": "fullPath",
  "net/vlan": "fullPath tag interfacesReference name tagged untagged",
  "net/route": "fullPath network gw",
  "cm/device": "fullPath selfDevice version managementIp failoverState",
} as const;

/** A kind of answer of a device. */
export type AnswerKind = keyof typeof ANSWER_FIELDS | keyof typeof SURVEYED_FIELDS;

/** The sections of a collector with collections of iControl REST. */
export const COLLECTIONS = Object.keys(ANSWER_FIELDS) as (keyof typeof ANSWER_FIELDS)[];

/** The same of a survey. */
export const SURVEYED_COLLECTIONS: readonly AnswerKind[] = [
  ...COLLECTIONS,
  ...(Object.keys(SURVEYED_FIELDS) as (keyof typeof SURVEYED_FIELDS)[]),
];

/** Every section of a collector, so that a missing section is reported. */
export const BIG_IP_SECTIONS: readonly string[] = ["as3/info", "as3/declare", ...COLLECTIONS];

/** The same of a survey. */
export const BIG_IP_SURVEY_SECTIONS: readonly string[] = ["as3/info", "device", "as3/declare", ...SURVEYED_COLLECTIONS];
