import type { Fact } from "./facts";

const DOCS = "https://docs.genesys.com/Documentation";
const CLUSTER_DNS = `${DOCS}/SIPC/latest/Solution/ConfDNSRecords, written for SIP Cluster`;
const SRV = `${DOCS}:SIPS:Dep:SRV:8.1.1`;

/** The page on how SIP Proxy notices a stale TCP connection; it names the section of its options. */
export const KEEP_ALIVE_PAGE = `${DOCS}/SIPS/latest/SIPProxyDeployment/KeepAlive`;

/** The page on how SIP Proxy uses TLS. */
export const TLS_PAGE = `${DOCS}/SIPS/latest/SIPProxyDeployment/TLS`;

/** The page on what the vendor's own endpoints do behind SIP Proxy, and what SIP Proxy does not do for anybody. */
const SIP_ENDPOINT_SDK = `${DOCS}/SESDK/8.5.0NET/Deployment/SIPProxySupport; with the same words: ${DOCS}/SESN/latest/Deployment/SIPProxySupport`;

/** The facts that a pool of SIP Proxies rests on. */
export const SIP_PROXY_FACTS = {
  "sip-proxy": {
    statement:
      "Every SIP Proxy of a pool asks both SIP Servers by OPTIONS which one is active and sends requests to the active one; there is no virtual IP.",
    evidence: "documented",
    source: `${DOCS}/SIPS/latest/HADeployment/SIPProxyHA`,
  },
  "sip-proxy-fallback": {
    statement:
      "User agents choose a proxy by DNS or by a list of addresses, and fall back to another proxy by themselves; the proxies of a pool do not talk to each other.",
    evidence: "documented",
    source: `${DOCS}/SIPS/8.1.1/SIPProxyDeployment/SIPProxyOverview`,
  },
  "sip-proxy-data-center": {
    statement: "The two SIP Servers of a pair behind SIP Proxy are in one data center.",
    evidence: "documented",
    source: `${DOCS}/SIPS/latest/SIPProxyDeployment/SIPProxyOverview`,
  },
  "sip-proxy-subnets": {
    statement: "The two SIP Servers of a pair behind SIP Proxy may be in different subnets.",
    evidence: "documented",
    source: `${DOCS}/SIPC/latest/Solution/SIPProxy`,
  },
  "sip-proxy-detection": {
    statement:
      "A proxy asks the active server again when oos-check has run out. If no answer comes within oos-check, it asks both servers in turn, every oos-force. A request from the backup shows it the change at once.",
    evidence: "documented",
    source: `${DOCS}/SIPS/latest/HADeployment/SIPProxyHA and ${DOCS}/SIPS/8.1.1/HADeployment/SIPProxy_WKFL`,
  },
  "sip-proxy-detection-bound": {
    statement:
      "A proxy finds the new primary at the latest twice oos-force after the later of two moments: twice oos-check after the failure, and the moment when the backup serves.",
    evidence: "inferred",
    source:
      "deduced from the documented algorithm: one oos-check until the question, another without an answer, then the two servers in turn",
  },
  "sip-proxy-endpoints": {
    statement:
      "The endpoints that the vendor names as tested with SIP Proxy are Polycom SoundPoint IP, as of March 2013.",
    evidence: "documented",
    source: `${DOCS}/SIPS/8.1.1/SIPProxyDeployment/SIPProxyOverview`,
  },
  "sip-proxy-pair-unavailable": {
    statement:
      "If neither server of a pair answers a proxy, the proxy puts the pair out of service, goes on asking, and logs event 40001 at level Standard. Which event follows when a server answers again was not seen.",
    evidence: "documented",
    source: `${DOCS}/SIPS/latest/SIPProxyDeployment/Features`,
  },
  "sip-proxy-mid-transaction": {
    statement:
      "SIP Proxy does not support a switchover in the middle of a transaction: a call that is ringing at that moment cannot be answered, a CANCEL may have no effect, and an outgoing call may stay on SIP Server for an unknown time.",
    evidence: "documented",
    source: SIP_ENDPOINT_SDK,
  },
  "sip-endpoint-sdk": {
    statement:
      "Endpoints made with SIP Endpoint SDK 8 do not resolve SRV records, give up a request after 32 s although 4 s are advised (sip_transaction_timeout), and over UDP register through another proxy only if reg_interval is above 0.",
    evidence: "documented",
    source: SIP_ENDPOINT_SDK,
  },
  "sip-proxy-pool": {
    statement: "Each pair has its own pool, so that no proxy serves two pairs.",
    evidence: "inferred",
    source:
      "an earlier revision of the overview asks for it, while in the published one every proxy watches every pair; a pool for each pair agrees with both",
  },
  "sip-proxy-options": {
    statement:
      "applications lists all SIP Servers in the environment, and the primaries are enough; serving-sipserver names the SIP Server that gets what endpoints and gateways send; sip-address must be set on a host with several network cards.",
    evidence: "documented",
    source:
      "https://enu.docs.genesys.com/index.php?direction=next&oldid=537271&title=Documentation%3ASIPS%3ASIPProxyDeployment%3AConfigurationOptions%3A8.1.1",
  },
  "sip-proxy-section": {
    statement: "The options of a SIP Proxy application are in its section sipproxy.",
    evidence: "inferred",
    source: `the section of the option sip-enable-tcp-keep-alive: ${KEEP_ALIVE_PAGE}; that the others are in the same section is deduced`,
  },
  "sip-proxy-port": {
    statement:
      "The SIP port of a proxy is a listening port with the id sip-port on the Server Info tab, not an option.",
    evidence: "analogous",
    source: CLUSTER_DNS,
  },
  "sip-proxy-application": {
    statement:
      "The application type and the template of SIP Proxy were not found anywhere, so the import completes applications that the installation has created, and creates none.",
    evidence: "unverified",
    source: "nothing was found on it",
  },
  "sip-proxy-tls": {
    statement:
      "From 8.1.100.49 on, SIP Proxy accepts SIP over TLS. The servers use UDP to the proxies unless contact of the outbound proxy DN names a transport. With transport=tls they ask for SRV records of _sips._tls, and both sides need a TLS port. The options for its certificates were not seen, so they are set by hand.",
    evidence: "documented",
    source: `${TLS_PAGE}, with the version on the page of 8.1.1`,
  },
  "outbound-proxy-dn": {
    statement:
      "The servers send through the pool's name, which is the contact and external-contact in a DN of type Voice over IP Service, the SIP Outbound Proxy DN.",
    evidence: "analogous",
    source: `the DN: ${DOCS}/SIPS/latest/HADeployment/SIPProxyHA; its two options: ${CLUSTER_DNS}`,
  },
  "outbound-proxy-annex": {
    statement:
      "contact, external-contact and service-type=sip-outbound-proxy are in section TServer of that DN's Annex; the name alone, without scheme and port, makes SIP Server ask for SRV records.",
    evidence: "inferred",
    source: `the section, and service-type of another DN of this type: ${DOCS}/SIPC/latest/Solution/ConfigureClusterSwitch, written for SIP Cluster; the value is what ${TLS_PAGE} calls the DN; the name without port: ${SRV}, of the contact of a Trunk DN`,
  },
  "outbound-proxy-switch": {
    statement:
      "A SIP Server is deployed with SIP Proxy if its option sip-outbound-proxy is true. Which outbound proxy DN it takes if its Switch has several was not found anywhere.",
    evidence: "unverified",
    source: `the option: ${SRV}; nothing was found on several DNs`,
  },
  "dn-object": {
    statement:
      "A DN is created with the route type default and the switch-specific type 1; its type Voice over IP Service is CFGVoIPService.",
    evidence: "analogous",
    source: "mutagen's source, which asks for a route type, and other open tools that create DNs with these two values",
  },
  "srv-records": {
    statement:
      "The SRV records of a pool have the same priority, weight and port; the port is the proxies' sip-port, and each target is the name of a proxy's Host object.",
    evidence: "analogous",
    source: CLUSTER_DNS,
  },
  "srv-target-name": {
    statement: "The name of a Host object in the pool's zone can be the target of an SRV record.",
    evidence: "inferred",
    source: "deduced: an SRV record needs a domain name, and the names of these Host objects have one label",
  },
  "address-fqdn": {
    statement:
      "If session border controllers or phones cannot resolve SRV, external-contact is a second name with address records.",
    evidence: "analogous",
    source: CLUSTER_DNS,
  },
  "sip-address-of-host": {
    statement: "Behind SIP Proxy sip-address is each server's own address.",
    evidence: "unverified",
    source: "from memory, with medium confidence",
  },
  "sip-transaction-timeout": {
    statement: "A client gives up a request that nobody answers after 64 x T1, which is 32 s.",
    evidence: "analogous",
    source:
      "RFC 3261, timers B and F, and the default of the vendor's SIP Endpoint SDK; equipment may give up earlier if another target is left",
  },
  "phone-records": {
    statement:
      "Phones whose records have expired while no name server answers may wait for minutes before a call; their vendor advises long TTLs, a name server on the site, or records that the phone itself keeps.",
    evidence: "analogous",
    source:
      "Administrator's Guide SoundPoint IP 2.2.0: https://manualsbrain.com/ja/manuals/1307421/?page=84; the phone's own records: https://documents.polycom.com/bundle/ucs-ag-5-9-0/page/c-ucs-ag-static-dns-cache.html",
  },
  "resource-manager-hosts": {
    statement: "Active-active Resource Managers should preferably be on other hosts than SIP Servers.",
    evidence: "documented",
    source: "https://www.scribd.com/document/693052028/en-GVP-9-0-x-GDG-RMHAS",
  },
  "active-active-resource-managers": {
    statement: "Several independent active-active pairs of Resource Managers may be deployed beside SIP Proxy.",
    evidence: "documented",
    source: `${DOCS}/SIPS/8.1.1/HADeployment/SIPProxy_WKFL`,
  },
} as const satisfies Record<string, Fact>;
