import type { Fact } from "./facts";

/** The page with the table that compares the options. */
const ARCHITECTURE = "https://docs.genesys.com/Documentation:SIPS:HADeployment:HAArchitecture:8.1.1";
const NLB_OF_SISTER_PRODUCT = "https://docs.genesys.com/Documentation/UCC/latest/Deployment/hadepprocedures";
const BIG_IP = "https://docs.genesys.com/Documentation/SIPS/8.1.1/IntegrationReferenceManual/BigIPOverview";
const SIP_PROXY = "https://docs.genesys.com/Documentation/SIPS/8.1.1/SIPProxyDeployment/SIPProxyOverview";
const SINGLE_HOST = "https://docs.genesys.com/Documentation/SIPS/latest/HADeployment/OtherSIPServerHAEnhancements";

/** What the options for high availability need, offer and cost, as far as their vendor says so. */
export const OPTION_FACTS = {
  "choice-takeover-hosts": {
    statement: "IP Address Takeover has two hosts, with one of the two SIP Servers on each.",
    evidence: "documented",
    source: "https://docs.genesys.com/Documentation/SIPS/latest/HADeployment/IPAddressTakeover",
  },
  "choice-takeover-one-system": {
    statement:
      "IP Address Takeover is described for two hosts with the same operating system; between other hosts this library moves no virtual IP.",
    evidence: "documented",
    source: "https://docs.genesys.com/Documentation/SIPS/latest/HADeployment/IPAddressTakeover",
  },
  "choice-takeover-benefits": {
    statement:
      "IP Address Takeover works on every operating system of SIP Server and with several network interface cards, consists only of the vendor's components, and is what the vendor uses for its reliability tests.",
    evidence: "documented",
    source: ARCHITECTURE,
  },
  "choice-takeover-both-hosts": {
    statement: "In a switchover of IP Address Takeover, the operations on both hosts must succeed.",
    evidence: "documented",
    source: ARCHITECTURE,
  },
  "choice-nlb-windows": {
    statement:
      "A Windows NLB Cluster consists of two cluster hosts with Windows that share one virtual IP; it is the alternative to IP Address Takeover on Windows.",
    evidence: "documented",
    source: "https://docs.genesys.com/Documentation/SIPS/latest/HADeployment/WindowsNLB",
  },
  "choice-nlb-subnet": {
    statement: "The two hosts of a Windows NLB Cluster are on one subnet.",
    evidence: "documented",
    source: ARCHITECTURE,
  },
  "choice-nlb-vlan": {
    statement: "A Windows NLB Cluster needs a dedicated switch or VLAN, which limits the flooding that it causes.",
    evidence: "documented",
    source: `${ARCHITECTURE}; what it limits: ${NLB_OF_SISTER_PRODUCT}`,
  },
  "choice-nlb-cards": {
    statement: "Each node of a Windows NLB Cluster has at least two network interface cards.",
    evidence: "analogous",
    source: `the procedure of a sister product: ${NLB_OF_SISTER_PRODUCT}`,
  },
  "choice-nlb-benefits": {
    statement: "Windows NLB Clusters are widely deployed.",
    evidence: "documented",
    source: ARCHITECTURE,
  },
  "choice-nlb-complex": {
    statement: "A Windows NLB Cluster is complex.",
    evidence: "documented",
    source: ARCHITECTURE,
  },
  "choice-nlb-not-recommended": {
    statement: "If both are possible, IP Address Takeover is recommended rather than NLB.",
    evidence: "analogous",
    source: `a note in the procedure of a sister product: ${NLB_OF_SISTER_PRODUCT}`,
  },
  "choice-big-ip-device": {
    statement:
      "Network device-based high availability is realised by the integration with F5 BIG-IP LTM; the device is an extra cost.",
    evidence: "documented",
    source: ARCHITECTURE,
  },
  "choice-big-ip-two-members": {
    statement: "The pool of a BIG-IP distinguishes the two SIP Servers by their hosts' addresses.",
    evidence: "inferred",
    source: `deduced from both being members of one pool with the same SIP port: ${BIG_IP}`,
  },
  "choice-big-ip-benefits": {
    statement:
      "High availability by F5 BIG-IP LTM is reliable, also does load balancing, and works with several network interface cards.",
    evidence: "documented",
    source: ARCHITECTURE,
  },
  "choice-big-ip-complex": {
    statement: "An F5 BIG-IP LTM is one more network element, and its configuration is highly complex.",
    evidence: "documented",
    source: ARCHITECTURE,
  },
  "choice-big-ip-router": {
    statement:
      "The BIG-IP is the router between the pair and everything else, and the default gateway of both hosts, so it has an address on the subnet of each.",
    evidence: "inferred",
    source: `the router and the gateway: ${BIG_IP}; the subnets are deduced from it`,
  },
  "choice-big-ip-validated": {
    statement:
      "The integration names SIP Server 8.1.100.98 and later and BIG-IP 11.x and 12.x as supported; a pair of BIG-IPs is not validated.",
    evidence: "documented",
    source: BIG_IP,
  },
  "choice-big-ip-resource-manager": {
    statement:
      "An active-active Resource Manager is supported with F5 BIG-IP LTM from SIP Server 8.1.100.98 and GVP 8.1.7 on.",
    evidence: "documented",
    source: BIG_IP,
  },
  "choice-proxy-endpoints": {
    statement:
      "Endpoints and gateways choose a SIP Proxy by DNS or from a list of addresses, and fall back to another proxy by themselves.",
    evidence: "documented",
    source: SIP_PROXY,
  },
  "choice-proxy-data-center": {
    statement: "In standalone mode of SIP Proxy, the two SIP Servers of a pair are in one data centre.",
    evidence: "documented",
    source: "https://docs.genesys.com/Documentation/SIPS/latest/SIPProxyDeployment/SIPProxyOverview",
  },
  "choice-proxy-two-members": {
    statement: "SIP Proxy distinguishes the two SIP Servers of a pair by their hosts' addresses.",
    evidence: "inferred",
    source:
      "deduced from the proxy asking each of the two whether it is primary: https://docs.genesys.com/Documentation/SIPS/latest/HADeployment/SIPProxyHA",
  },
  "choice-proxy-benefits": {
    statement: "With SIP Proxy there is no virtual IP, and the two hosts may be on different subnets.",
    evidence: "documented",
    source: "https://docs.genesys.com/Documentation/SIPC/latest/Solution/SIPProxy",
  },
  "choice-proxy-no-scripts": {
    statement: "With SIP Proxy a switchover needs no scripts, alarm conditions or reactions.",
    evidence: "inferred",
    source:
      "deduced from the workflow of a switchover: https://docs.genesys.com/Documentation/SIPS/8.1.1/HADeployment/SIPProxy_WKFL",
  },
  "choice-proxy-resource-manager": {
    statement: "Several independent active-active Resource Manager pairs may be deployed beside SIP Proxy.",
    evidence: "documented",
    source: "https://docs.genesys.com/Documentation/SIPS/8.1.1/HADeployment/SIPProxy_WKFL",
  },
  "choice-proxy-pool": {
    statement: "A pool has SIP Proxies on their own hosts; at least two are needed to survive the loss of one.",
    evidence: "inferred",
    source: `deduced from the pool: ${SIP_PROXY}; two for each data centre are documented in cluster mode`,
  },
  "choice-proxy-tested-endpoints": {
    statement: "The page on SIP Proxy names Polycom SoundPoint IP phones, as of March 2013, as tested.",
    evidence: "documented",
    source: SIP_PROXY,
  },
  "choice-single-host-loss": {
    statement: "If both servers of a pair are on one host, both are lost with it.",
    evidence: "inferred",
    source: `deduced from both being on that host: ${SINGLE_HOST}`,
  },
  "choice-resource-manager": {
    statement:
      "Nothing was found on an active-active Resource Manager beside IP Address Takeover, a Windows NLB Cluster or a single host.",
    evidence: "unverified",
    source: "nothing was found on it",
  },
} as const satisfies Record<string, Fact>;
