import type { CatalogueScenario } from "../../operation/catalogue-scenario";

/** What can happen to a pool of SIP Proxies, beyond what can happen to any pair. */
export const sipProxyScenarios: readonly CatalogueScenario[] = [
  {
    number: "S32",
    name: "one-proxy-down",
    title: "one SIP Proxy is lost for eight hours, is taken out of DNS, and comes back",
    needs: "two SIP Proxies or more",
    steps: [
      { inject: "proxy-loss", on: "one" },
      { after: "8h", heal: "proxy-loss", on: "one" },
    ],
    drill: { whyNot: "the pool serves more than this pair" },
  },
  {
    number: "S32",
    name: "all-but-one-proxy-down",
    title: "all SIP Proxies but one are lost, and come back",
    needs: "three SIP Proxies or more",
    steps: [
      { inject: "proxy-loss", on: "all-but-one" },
      { after: "10m", heal: "proxy-loss", on: "all-but-one" },
    ],
    drill: { whyNot: "the pool serves more than this pair" },
  },
  {
    number: "S32",
    name: "all-proxies-down",
    title: "all SIP Proxies are lost, and come back",
    steps: [
      { inject: "proxy-loss", on: "all" },
      { after: "10m", heal: "proxy-loss", on: "all" },
    ],
    drill: { whyNot: "nobody would answer until a proxy is back" },
  },
  {
    number: "S33",
    name: "name-servers-down",
    title: "no name server answers until the callers' copies of the records have run out",
    steps: [
      { inject: "name-server-loss", on: "all" },
      { after: "1h", heal: "name-server-loss", on: "all" },
    ],
    drill: { whyNot: "name servers serve more than this pair" },
  },
  {
    number: "S33",
    name: "one-name-server-down",
    title: "one of the name servers does not answer",
    needs: "two name servers or more",
    steps: [
      { inject: "name-server-loss", on: "one" },
      { after: "1h", heal: "name-server-loss", on: "one" },
    ],
    drill: { whyNot: "name servers serve more than this pair" },
  },
  {
    number: "S33",
    name: "stale-record",
    title: "a SIP Proxy is lost, and nobody takes it out of DNS",
    needs: "two SIP Proxies or more",
    steps: [
      { inject: "stale-record" },
      { inject: "proxy-loss", on: "one" },
      { after: "8h", heal: "proxy-loss", on: "one" },
      { heal: "stale-record" },
    ],
    drill: { whyNot: "name servers serve more than this pair" },
  },
  {
    number: "S34",
    name: "proxies-see-both",
    title: "the proxies get answers of both servers when somebody orders a switchover",
    steps: [
      { inject: "proxy-sees-both" },
      { after: "settled", inject: "switchover" },
      { after: "5m", heal: "proxy-sees-both" },
    ],
    drill: { whyNot: "it takes a change of the network that others use too" },
  },
  {
    number: "S34",
    name: "proxies-see-none",
    title: "no answer of a server reaches any proxy for five minutes",
    steps: [
      { inject: "proxy-sees-none", on: "all" },
      { after: "5m", heal: "proxy-sees-none", on: "all" },
    ],
    drill: { whyNot: "it takes a change of the network that others use too" },
  },
  {
    number: "S31",
    name: "connections-on-proxy-loss",
    title: "the primary's host is lost and then a SIP Proxy, while callers hold connections",
    needs: "two SIP Proxies or more",
    steps: [
      { inject: "host-power-loss", on: "primary" },
      { after: "settled", inject: "proxy-loss", on: "one" },
      { after: "5m", heal: "proxy-loss", on: "one" },
      { heal: "host-power-loss", on: "primary" },
    ],
    drill: { whyNot: "the pool serves more than this pair" },
  },
];
