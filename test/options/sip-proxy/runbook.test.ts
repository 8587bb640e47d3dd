import { describe, expect, it } from "vitest";
import { sipProxyRunbook } from "../../../lib/options/sip-proxy/runbook";
import { plan } from "../../../lib/synth/plan";
import { textOf } from "../../../lib/text/file-text";
import { REMOVED } from "../../sample-declaration";
import { POOL, sampleProxiedPair, secondPool, sipProxyTopology } from "./sip-proxy-sample";

const chapter = (changes: Readonly<Record<string, unknown>> = {}) => {
  const topology = sipProxyTopology(changes);
  return sipProxyRunbook(topology, sampleProxiedPair(topology));
};

describe("the chapter of a pool", () => {
  it("has the steps in their order", () => {
    expect(chapter().match(/^### .*/gm)).toEqual([
      "### Order",
      "### DNS, and its proof",
      "### Proof of the pool, before callers use it",
      "### Manual switchover, there",
      "### Manual switchover, back",
      "### If the primary's process dies",
      "### If the primary's host is lost",
      "### If a proxy is lost",
      "### If no name server answers",
      "### Roll-back",
      "### What is not preserved",
      "### Moving here from IP Address Takeover",
      "### What only people can check",
    ]);
  });

  it("has the scripts of a host that Terraform does not reach removed there, on the way from a virtual IP", () => {
    expect(chapter({ "hosts.sip-a.connection": REMOVED })).toContain(
      "run the control script with `down` on both hosts. The next `terraform apply` then removes the scripts from sip-b; the apply refuses while the virtual IP is up. On sip-a, which Terraform does not reach, run `sh /opt/genesys/sip-ha/deploy-staging remove manual` as root.",
    );
  });

  it("has people wait after each switchover, because roles that change too often raise an alarm", () => {
    const text = chapter({ "managementLayer.failureDetection": { haFlipDetectTimeout: "15s" } });
    expect(
      text.match(
        /Before the next switchover, wait until the roles have been stable for 15s, the Management Layer's haFlipDetectTimeout\./g,
      ),
    ).toHaveLength(2);
  });

  it("shows for each record the question and the answer", () => {
    expect(chapter()).toContain(
      "```sh\ndig +short SRV _sip._udp.sip.example.com. | sort\n```\nExpected output:\n\n```text\n10 10 5060 proxy-1.sip.example.com.\n10 10 5060 proxy-2.sip.example.com.\n```",
    );
  });

  it("has the longest times, and the objective", () => {
    expect(chapter()).toContain("| together | 28.6s | the recovery time objective is 30s |");
    expect(chapter({ [`${POOL}.oosCheck`]: "0s" })).toContain("ADDP or oosCheck is off");
  });

  it("has the serial number raised on the way back too, because secondary servers do not accept a lower one", () => {
    expect(chapter().split("### Roll-back")[1]).toContain(
      "set a higher `zoneSerial` than they have: the last good revision has a lower one, which they ignore.",
    );
    const zones = plan(sipProxyTopology()).artifacts.filter(({ path }) => path.endsWith(".zone"));
    expect(zones.map(({ purpose }) => purpose)).toEqual([
      "the zone sip.example.com, by which endpoints find the SIP Proxies; secondary servers take it over only with a higher zoneSerial than they have",
    ]);
  });

  it("says for a zone that may exist not to load the file in its place", () => {
    expect(chapter()).toContain("is a zone of its own");
    expect(chapter({ [`${POOL}.zone`]: "example.com" })).toContain(
      "Do not load the file in place of the existing zone",
    );
  });

  it("names what is entered by hand, and only that", () => {
    expect(chapter()).toContain("On the Server Info tab of SIP_Proxy_1 and SIP_Proxy_2");
    const proxies = [
      { application: "SIP_Proxy_1", host: "proxy-1", defaultPort: 7001 },
      { application: "SIP_Proxy_2", host: "proxy-2", defaultPort: 7001 },
    ];
    expect(chapter({ [`${POOL}.proxies`]: proxies })).not.toContain("On the Server Info tab");
    expect(chapter()).not.toContain("over TLS on the proxies");
    expect(chapter({ [`${POOL}.transports`]: ["tls"] })).toContain("Set up SIP over TLS on the proxies, port 5061");
  });

  it("for a pool that uses only TLS, has it proved over TLS, and no unused port set up or named", () => {
    const text = chapter({ [`${POOL}.transports`]: ["tls"] });
    expect(text).toContain("DNS leads them to a SIP Proxy (over TLS 5061), and");
    expect(text).toMatch(/let a test phone use [\d.]+, port 5061 over TLS, as its outbound proxy/);
    expect(text).not.toMatch(/5060|On the Server Info tab/);
    expect(chapter({ [`${POOL}.transports`]: ["udp", "tls"] })).toContain(
      "a SIP Proxy (port 5060, over TLS 5061), and",
    );
  });

  it("has the port entered by hand if an import would remove what listens for TLS", () => {
    const proxies = [
      { application: "SIP_Proxy_1", host: "proxy-1", defaultPort: 7001 },
      { application: "SIP_Proxy_2", host: "proxy-2", defaultPort: 7001 },
    ];
    expect(chapter({ [`${POOL}.proxies`]: proxies, [`${POOL}.transports`]: ["udp", "tls"] })).toContain(
      "On the Server Info tab of SIP_Proxy_1 and SIP_Proxy_2, add a listening port with the id `sip-port` and the number 5060. The port is not in `objects.json`, because an import replaces the whole list, with the port `default` in it and what listens for TLS.",
    );
  });

  it("says which calls a switchover leaves behind, as the vendor does", () => {
    expect(chapter().split("### What is not preserved")[1]).toContain(
      "SIP Proxy does not support a switchover in the middle of a transaction (documented): a call that rings at that moment cannot be answered and has to be released",
    );
  });

  it("says how the vendor's own endpoints are set, if there may be any", () => {
    const told = (endpoints: readonly string[]) => chapter({ [`${POOL}.endpoints`]: endpoints });
    const settings = "`sip_transaction_timeout` is 4000, not 32000, and over UDP their `reg_interval` is above 0";
    expect(told([])).toContain(settings);
    expect(told(["srv"])).not.toContain("SIP Endpoint SDK");
    const addressFqdn = { [`${POOL}.addressFqdn`]: "a.sip.example.com" };
    expect(chapter({ ...addressFqdn, [`${POOL}.endpoints`]: ["srv", "address"] })).toContain(settings);
  });

  it("names the event by which a proxy reports that no server answers it", () => {
    expect(chapter().split("### What only people can check")[1]).toContain("it then logs event 40001");
  });

  it("has nobody look for a section that is documented", () => {
    expect(chapter()).not.toContain("from memory");
  });

  it("lists the Resource Managers beside the pool, and the other pairs of the Switch", () => {
    const resourceManagers = [
      { members: ["proxy-1", "proxy-2"].map((host, index) => ({ application: `RM_${index}`, host })) },
    ];
    const text = chapter({ ...secondPool(), [`${POOL}.resourceManagers`]: resourceManagers });
    expect(text).toContain("| 1 | RM_0 | proxy-1 |\n| 1 | RM_1 | proxy-2 |");
    expect(text).toContain("Switch SIP_Switch_Staging has other pairs too (outbound).");
    expect(chapter()).not.toMatch(/has other pairs too|Resource Manager/);
  });
});

it("the plan has the DNS files once for all pools, and nothing for any host", () => {
  const { artifacts, deployments } = plan(sipProxyTopology(secondPool()));
  expect(artifacts.map(({ path }) => path).filter((path) => /^(?:dns|hosts)\//.test(path))).toEqual([
    "dns/out.example.com.zone",
    "dns/sip.example.com.zone",
    "dns/records.json",
  ]);
  expect(deployments).toEqual([]);
  const runbook = textOf(artifacts.find(({ path }) => path === "runbook.md")!.content);
  for (const unverified of ["Which outbound proxy DN it takes", "sip-address is each server's own"])
    expect(runbook.split("What is not verified")[1]).toContain(unverified);
});

it("a host on which Terraform may not install is left alone", () => {
  const rights = { "hosts.sip-a.connection.ssh.becomeRoot": "none", "hosts.sip-b.connection": undefined };
  expect(plan(sipProxyTopology(rights)).deployments).toEqual([]);
});
