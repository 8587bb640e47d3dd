import type { Fact } from "./facts";

const OVERVIEW = "https://docs.genesys.com/Documentation/SIPS/8.1.1/IntegrationReferenceManual/BigIPOverview";
const AS3 = "https://github.com/F5Networks/f5-appsvcs-extension";
const ONBOARDING = "https://github.com/F5Networks/f5-declarative-onboarding";
const SCHEMA = `${AS3}/tree/main/schema/3.56.0`;

/** The facts that a pair behind an F5 BIG-IP rests on. */
export const BIG_IP_FACTS = {
  "big-ip-one-virtual-ip": {
    statement:
      "One virtual server, one virtual IP and one pool of a BIG-IP belong to one pair, whose two SIP Servers are the pool's members; if there are several pairs, each has its own virtual IP.",
    evidence: "documented",
    source: OVERVIEW,
  },
  "big-ip-router": {
    statement:
      "The BIG-IP is the hosts' default gateway and the router between the pair and everybody else. It gives outgoing packets another source address, except packets to a SNAT exclusion group.",
    evidence: "documented",
    source: OVERVIEW,
  },
  "big-ip-versions": {
    statement:
      "Genesys lists BIG-IP 11.1.0 and later 11.x versions, and 12.x, with SIP Server 8.1.001.22, or with TLS 8.1.100.98 and GVP 8.1.7; the transports are UDP, TCP and TLS.",
    evidence: "documented",
    source: OVERVIEW,
  },
  "big-ip-alone": {
    statement: "High availability of the BIG-IP itself has not been validated with SIP Server.",
    evidence: "documented",
    source: OVERVIEW,
  },
  "backup-is-deaf": {
    statement:
      "With backup-sip-port-check the backup opens its SIP port as a test, processes no messages and closes the port at once, so that only the primary answers a monitor.",
    evidence: "inferred",
    source: "deduced from the option: https://docs.genesys.com/Documentation/SIPS/latest/HADeployment/ConfOptionsHA",
  },
  "big-ip-monitor": {
    statement:
      "A SIP monitor without a request asks with the BIG-IP's own OPTIONS, and accepts statuses from 100 to 399 as an answer. With which status SIP Server answers it is not known.",
    evidence: "unverified",
    source: `the empty request and the statuses: the AS3 schema, ${AS3}; the question itself is from memory`,
  },
  "big-ip-values": {
    statement:
      "Interval, timeout, idle times, priorities and actions are this library's own: Genesys' chapter on configuring the BIG-IP (Integration Reference Manual, 24 pages) could not be read. Compare these values with that chapter.",
    evidence: "unverified",
    source: `the chapter follows ${OVERVIEW}`,
  },
  "big-ip-routing-rules": {
    statement:
      "The SNAT exclusion group consists of forwarding virtual servers with an iRule that says snat none, or rejects, for members of a list.",
    evidence: "unverified",
    source: "AS3 3.56 accepts such items; what a device does with them was not seen",
  },
  "big-ip-precedence": {
    statement:
      "From BIG-IP 11.3 on, a virtual server may have a source address. A packet goes to the virtual server with the most specific destination, then source, then port.",
    evidence: "analogous",
    source: "https://noisy.network/2016/11/23/virtual-server-order-of-precedence, which lists the order of 11.3",
  },
  "as3-defaults": {
    statement:
      "Unless declared otherwise, AS3 turns priority groups on, keeps callers on a member by their source address, leaves the flows of a member that is down where they are, and starts members slowly.",
    evidence: "documented",
    source: `${SCHEMA}; the priority groups: ${AS3}/issues/757`,
  },
  "as3-pointers": {
    statement:
      "AS3's schema does not check whether pointers lead anywhere, and accepts unknown keys in monitors and virtual servers.",
    evidence: "documented",
    source: `${SCHEMA}, with which it was seen`,
  },
  "as3-result-codes": {
    statement:
      "An answer of 200 to a declaration may contain the failure of a tenant; the code of each result shows it.",
    evidence: "documented",
    source: "https://github.com/F5Networks/terraform-provider-bigip/issues/1000, and AS3's API reference",
  },
  "as3-tenant": {
    statement:
      "A tenant is a partition of the device. In the update mode selective, a declaration replaces the tenants that it names and leaves all others alone.",
    evidence: "documented",
    source: `${SCHEMA}, and ${AS3}/tree/main/docs/userguide`,
  },
  "as3-fixed-addresses": {
    statement:
      "AS3 refuses to change the address of a virtual address that keeps its name, or of a named node; 3.55.0 also refuses a named node in more than one pool of a tenant.",
    evidence: "documented",
    source: `${AS3}/issues/799 and 846; the pools: ${AS3}/issues/935 and 942`,
  },
  "as3-monitor-in-use": {
    statement: "AS3 may fail to remove a monitor that a pool still uses.",
    evidence: "analogous",
    source: `reports of other declarations: ${AS3}/issues/110`,
  },
  "as3-versions": {
    statement:
      "AS3 3.50 and later do not support BIG-IP versions before 15.1. The last AS3 for 13.1 to 14.1 is 3.49, and for 12.1 it is 3.26. No AS3 runs on an earlier BIG-IP.",
    evidence: "documented",
    source: `${AS3}, docs/userguide/prereqs.rst`,
  },
  "datagram-flows": {
    statement:
      "Without datagram load balancing a UDP flow stays with its member, even if the member is down, until the flow has been idle for a minute.",
    evidence: "analogous",
    source: "https://github.com/sapcc/octavia-f5-provider-driver/issues/233",
  },
  "outbound-flows": {
    statement:
      "What a server sends to a caller by UDP creates a flow by itself: what the caller sends from there to the same port belongs to that flow, whichever server is primary by then, until the flow has been idle. A virtual server for UDP takes precedence over one for all protocols.",
    evidence: "inferred",
    source: "deduced from the flows of a pool, https://github.com/sapcc/octavia-f5-provider-driver/issues/233",
  },
  "forwarded-address": {
    statement:
      "A device answers ARP and echo requests for a new virtual address unless configured otherwise; AS3 turns both off if a virtual server forwards.",
    evidence: "documented",
    source: `https://docs.ansible.com/ansible/latest/collections/f5networks/f5_modules/bigip_virtual_address_module.html; ${SCHEMA}, class Service_Forwarding`,
  },
  "onboarding-restores": {
    statement:
      "Declarative Onboarding keeps the configuration from before its first declaration, and restores properties from it that a later declaration leaves out.",
    evidence: "documented",
    source: `${ONBOARDING}, docs/prereqs.rst`,
  },
  "onboarding-devices": {
    statement: "Declarative Onboarding runs on BIG-IP 13.1.0 and later, except on 13.1.1.5 and 13.1.3.x.",
    evidence: "documented",
    source: `${ONBOARDING}, docs/prereqs.rst`,
  },
  "onboarding-versions": {
    statement:
      "Declarative Onboarding accepts a declaration of its own schema version and of all earlier versions, and refuses one of a later version.",
    evidence: "documented",
    source: `${ONBOARDING}, src/schema/1.45.0/base.schema.json; refused: issue 39 there`,
  },
  "tmsh-network": {
    statement: "The device's shell creates VLANs, self IPs and routes with the commands of tmsh.txt.",
    evidence: "inferred",
    source:
      "deduced from the vendor's own templates, https://github.com/F5Networks/f5-aws-cloudformation, build/full-stack-vpc-w-byol-3nic-bigip.py; tags, traffic groups and the service none are from examples such as https://gist.github.com/Jcpetrucci/ea6fb4ab2c39d45ffbc795958ec277a0",
  },
  "tmsh-objects": {
    statement: "The device's shell creates monitors, pools and virtual servers with the commands of tmsh.txt.",
    evidence: "inferred",
    source: "AS3 3.56 made such commands of a similar declaration; no device ran them",
  },
} as const satisfies Record<string, Fact>;
