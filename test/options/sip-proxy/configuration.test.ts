import { describe, expect, it } from "vitest";
import { renderCfg } from "../../../lib/configuration-layer/cfg-file";
import { mergeObjects, renderObjects } from "../../../lib/configuration-layer/objects";
import { mergeServerOptions } from "../../../lib/configuration-layer/server-options";
import { serversOf } from "../../../lib/model/pair";
import { sipProxyConfiguration, sipProxyOptionsFiles } from "../../../lib/options/sip-proxy/configuration";
import { proxiedServerOptions } from "../../../lib/options/sip-proxy/server-options";
import { evaluateRule } from "../../rule-evaluation";
import { POOL, sampleProxiedPair, secondPool, sipProxyDeclaration, sipProxyTopology } from "./sip-proxy-sample";

const files = (changes: Readonly<Record<string, unknown>> = {}) => {
  const topology = sipProxyTopology(changes);
  return sipProxyOptionsFiles(topology, sampleProxiedPair(topology)).map(({ folder, name, options, level }) => [
    `${folder}/${name}`,
    renderCfg(options, [], level)
      .split("\n")
      .filter((line) => /[=[]/.test(line)),
  ]);
};

describe("the objects of a pool", () => {
  it("are the proxies that this library manages, and the DN; no script, reaction or alarm condition", () => {
    const topology = sipProxyTopology();
    const configuration = sipProxyConfiguration(topology, sampleProxiedPair(topology));
    expect(JSON.parse(renderObjects(mergeObjects(configuration)))).toEqual({
      __metadata__: { formatName: "JSON", formatVersion: "1.0.0" },
      hosts: [],
      scripts: [],
      applications: [
        { name: "SIP_Proxy_1", autoRestart: true, state: "enabled", serverInfo: { host: "proxy-1" } },
        { name: "SIP_Proxy_2", autoRestart: true, state: "enabled", serverInfo: { host: "proxy-2" } },
      ],
      alarmConditions: [],
      dns: [
        {
          number: "sip-outbound-proxy-inbound",
          switch: "SIP_Switch_Staging",
          tenant: "Environment",
          type: "voipservice",
          routeType: "default",
          switchSpecificType: 1,
          state: "enabled",
        },
      ],
    });
  });

  it("have the listening ports only if the default port is known too, because an import replaces them all", () => {
    const topology = sipProxyTopology({
      [`${POOL}.port`]: 5070,
      [`${POOL}.proxies`]: [{ application: "SIP_Proxy_1", host: "proxy-1", defaultPort: 7001 }],
    });
    const [proxy] = sipProxyConfiguration(topology, sampleProxiedPair(topology)).applications!;
    expect(proxy!.portInfos).toEqual([
      { id: "default", port: "7001" },
      { id: "sip-port", port: "5070" },
    ]);
  });

  it("have no listening ports if the proxies use TLS, because an import would remove what listens for it", () => {
    const topology = sipProxyTopology({
      [`${POOL}.transports`]: ["udp", "tls"],
      [`${POOL}.proxies`]: [{ application: "SIP_Proxy_1", host: "proxy-1", defaultPort: 7001 }],
    });
    const [proxy] = sipProxyConfiguration(topology, sampleProxiedPair(topology)).applications!;
    expect(proxy!.portInfos).toBeUndefined();
  });
});

describe("the options files of a pool", () => {
  it("say which primaries to watch, which one serves, how often to ask, and the address to send from", () => {
    const proxy = (address: string) => [
      "[sipproxy]",
      "applications=SIP_In_P,SIP_Out_P",
      "oos-check=5",
      "oos-force=5",
      "overload-ctrl-dialog-rate=0",
      "resolve-host=false",
      "serving-sipserver=SIP_In_P",
      `sip-address=${address}`,
    ];
    expect(files(secondPool())).toEqual([
      ["options/SIP_Proxy_1", proxy("10.120.0.51")],
      ["options/SIP_Proxy_2", proxy("10.130.0.52")],
      [
        "dn/sip-outbound-proxy-inbound",
        ["[TServer]", "contact=sip.example.com", "external-contact=sip.example.com", "service-type=sip-outbound-proxy"],
      ],
    ]);
  });

  it("list every primary of the environment for the proxies, including those of pairs that are behind no pool", () => {
    const lab = (application: string, tlib: number) => ({ application, host: "lab-1", ports: { tlib } });
    const [proxy] = files({
      "hosts.lab-1": { os: "linux", interfaces: { eth0: { network: "voice", address: "10.120.0.61" } } },
      "pairs.lab": {
        primary: lab("A_Lab_P", 3000),
        backup: lab("A_Lab_B", 3001),
        sip: { transports: ["udp"] },
        highAvailability: { singleHost: { seats: 10 } },
      },
    });
    expect(proxy![1]).toContain("applications=A_Lab_P,SIP_In_P");
  });

  it.each([
    [{}, "a.sip.example.com"],
    [{ [`${POOL}.port`]: 5070 }, "a.sip.example.com:5070"],
    [{ [`${POOL}.transports`]: ["tls", "tcp"], [`${POOL}.tlsPort`]: 5071 }, "a.sip.example.com"],
    [{ [`${POOL}.transports`]: ["tls"], [`${POOL}.tlsPort`]: 5071 }, "a.sip.example.com:5071"],
    [{ [`${POOL}.transports`]: ["tls"] }, "a.sip.example.com"],
  ])("lead equipment without SRV to the second name, with a port that is not SIP's own: %j", (changes, external) => {
    const [, , dn] = files({ ...changes, [`${POOL}.addressFqdn`]: "a.sip.example.com" });
    expect(dn![1]).toContain(`external-contact=${external}`);
  });

  it.each([
    [["udp", "tcp"], "contact=sip.example.com"],
    [["tls", "udp"], "contact=sip.example.com"],
    [["tcp", "tls"], "contact=sip.example.com;transport=tcp"],
    [["tls"], "contact=sip.example.com;transport=tls"],
  ])(
    "have the servers use UDP with a pool that accepts it, and otherwise the first of its transports: %j",
    (transports, contact) => {
      const [, , dn] = files({ [`${POOL}.transports`]: transports });
      expect(dn![1]).toContain(contact);
    },
  );

  it("are not marked as unverified, because the section is documented", () => {
    const topology = sipProxyTopology();
    const [proxy] = sipProxyOptionsFiles(topology, sampleProxiedPair(topology));
    expect(renderCfg(proxy!.options, [], proxy!.level)).toMatch(/^\[sipproxy\]\napplications=/);
  });

  it("whose names differ only in case are found", () => {
    const proxies = [{ application: "sip_in_p", host: "proxy-1" }];
    expect(evaluateRule("options-file-name", sipProxyDeclaration({ [`${POOL}.proxies`]: proxies })).found).toEqual([
      {
        path: `${POOL}.proxies.0.application`,
        message: "the options file of application sip_in_p, sip_in_p.cfg, differs from SIP_In_P.cfg only in case",
        found: "sip_in_p",
        allowed: "a name that differs in more than case",
        fix: "rename one of the two applications",
      },
    ]);
  });
});

describe("the timers of a pool", () => {
  it.each([
    ["oosCheck", "301s", "0s to 300s", "oos-check"],
    ["oosForce", "0s", "1s to 32s", "oos-force"],
    ["oosForce", "33s", "1s to 32s", "oos-force"],
  ])("%s %s is found at its place", (key, value, allowed, option) => {
    expect(evaluateRule("option-value", sipProxyDeclaration({ [`${POOL}.${key}`]: value })).found).toEqual([
      {
        path: `${POOL}.${key}`,
        message: `not a value of the option sipproxy/${option}`,
        found: value,
        allowed,
        fix: "use a value that is allowed; the default of the product is 5s",
      },
    ]);
  });

  it("count whole seconds", () => {
    const said = evaluateRule("option-value", sipProxyDeclaration({ [`${POOL}.oosCheck`]: "1500ms" }));
    expect(said.found.map(({ message }) => message)).toEqual([
      "the option sipproxy/oos-check counts whole seconds; 1500ms would be rounded to 2s",
    ]);
  });
});

describe("the options of the servers", () => {
  it("have each server's own address, send through the pool, and leave the test of the SIP port as it is", () => {
    const topology = sipProxyTopology();
    const pair = sampleProxiedPair(topology);
    const options = serversOf(pair).map((server) =>
      mergeServerOptions(proxiedServerOptions(topology, pair, server), pair, server)
        .filter(({ section }) => section === "TServer")
        .map(({ option, value }) => `${option}=${value}`),
    );
    expect(options).toEqual([
      ["sip-address=10.120.0.11", "sip-outbound-proxy=true", "sip-port=5060"],
      ["sip-address=10.130.0.12", "sip-outbound-proxy=true", "sip-port=5060"],
    ]);
  });
});
