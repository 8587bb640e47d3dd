import type { Rule } from "../../../checks/rule";
import { addressRecords } from "./address-records";
import { dataCenter } from "./data-center";
import { domainNameTaken } from "./domain-name-taken";
import { membersOnOneHost } from "./members-on-one-host";
import { mixedAddressVersions } from "./mixed-address-versions";
import { oosCheckOff } from "./oos-check-off";
import { outboundProxyDn } from "./outbound-proxy-dn";
import { proxiesOnOneHost } from "./proxies-on-one-host";
import { proxyHostName } from "./proxy-host-name";
import { proxyInTwoPools } from "./proxy-in-two-pools";
import { proxyOnPairHost } from "./proxy-on-pair-host";
import { recordTtl } from "./record-ttl";
import { resourceManagerOnServerHost } from "./resource-manager-on-server-host";
import { resourceManagerPair } from "./resource-manager-pair";
import { serversTlsPort } from "./servers-tls-port";
import { singleProxy } from "./single-proxy";
import { sipInterfaceUnclear } from "./sip-interface-unclear";
import { ttlForEndpoints } from "./ttl-for-endpoints";
import { zoneBelow } from "./zone-below";
import { zoneContent } from "./zone-content";
import { zoneNotOwn } from "./zone-not-own";

/** The rules of SIP Proxy, in the order in which their findings are shown. */
export const sipProxyRules: readonly Rule[] = [
  membersOnOneHost,
  dataCenter,
  sipInterfaceUnclear,
  mixedAddressVersions,
  serversTlsPort,
  singleProxy,
  proxiesOnOneHost,
  proxyInTwoPools,
  proxyOnPairHost,
  proxyHostName,
  domainNameTaken,
  zoneContent,
  zoneBelow,
  zoneNotOwn,
  addressRecords,
  recordTtl,
  ttlForEndpoints,
  oosCheckOff,
  outboundProxyDn,
  resourceManagerPair,
  resourceManagerOnServerHost,
];
