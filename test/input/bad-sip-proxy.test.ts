import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { join } from "../../lib/text/paths";
import { sipHa } from "../command";
import { temporaryFolder } from "../temporary-folder";

const GOOD = readFileSync(join(__dirname, "../../examples/sip-proxy.yaml"), "utf8");
const folder = temporaryFolder();

/** The errors that the check prints for the example with one text replaced. */
function errors(from: string, to: string): string {
  expect(GOOD).toContain(from);
  const file = join(folder, "bad.yaml");
  writeFileSync(file, GOOD.replace(from, to));
  const { code, stdout, stderr } = sipHa("check", file);
  expect(code).not.toBe(0);
  const blocks = `${stdout}${stderr}`.replaceAll(`${folder}/`, "").split("\n\n");
  return blocks.filter((block) => / error /.test(block.split("\n")[0]!)).join("\n\n");
}

const construct = "(construct geo/pairs/inbound)";
const pool = "pairs.inbound.highAvailability.sipProxy";
const labels =
  "labels of letters, digits and - that are joined by dots, each of at most 63 characters, together at most 212";

test.each([
  [
    "an underscore",
    "fqdn: sip.geo",
    "fqdn: sip_pool.geo",
    `bad.yaml:31:15 error invalid-domain-name
  ${pool}.fqdn ${construct}: a domain name of hosts must not have an underscore
  found:   sip_pool.geo.example.com
  allowed: ${labels}
  fix:     use - instead; SIP equipment refuses the underscore`,
  ],
  [
    "a label of 64 characters",
    "fqdn: sip.geo",
    `fqdn: ${"s".repeat(64)}.geo`,
    `bad.yaml:31:15 error invalid-domain-name
  ${pool}.fqdn ${construct}: a label of this domain name has more than 63 characters
  found:   "${"s".repeat(56)}...
  allowed: ${labels}
  fix:     shorten the label`,
  ],
  [
    "an address",
    "fqdn: sip.geo.example.com",
    "fqdn: 10.161.0.51",
    `bad.yaml:31:15 error invalid-domain-name
  ${pool}.fqdn ${construct}: an address is not a domain name
  found:   10.161.0.51
  allowed: ${labels}
  fix:     write the name that DNS has, e.g. sip.example.com`,
  ],
  [
    "a TTL of 0",
    "recordTtl: 60s",
    "recordTtl: 0s",
    `bad.yaml:32:20 error record-ttl
  ${pool}.recordTtl ${construct}: with a TTL of 0 no answer may be kept: each call needs a name server
  found:   0s
  allowed: whole seconds from 1s to 24h
  fix:     use 60s, or what suits the endpoints: see docs/sip-proxy.md`,
  ],
  [
    "no proxy",
    "proxies: [{ application: SIP_Geo_Proxy_1, host: proxy-1 }, { application: SIP_Geo_Proxy_2, host: proxy-2 }]",
    "proxies: []",
    `bad.yaml:33:9 error wrong-type
  ${pool}.proxies ${construct}: wrong type of value
  found:   an empty list
  allowed: a list with at least one entry
  fix:     write a list with at least one entry`,
  ],
  [
    "a proxy twice",
    "application: SIP_Geo_Proxy_2",
    "application: SIP_Geo_Proxy_1",
    `bad.yaml:33:83 error proxy-in-two-pools
  ${pool}.proxies.1.application ${construct}: SIP Proxy SIP_Geo_Proxy_1 is in the pool of pair inbound twice
  found:   SIP_Geo_Proxy_1
  allowed: a proxy that is in no other pool, and in its own once
  fix:     deploy a separate proxy for each pool; several may be on one host, with different ports`,
  ],
  [
    "a host that is not declared",
    "host: proxy-2 }]",
    "host: proxy-3 }]",
    `bad.yaml:33:106 error missing-reference
  ${pool}.proxies.1.host ${construct}: there is no host proxy-3
  found:   proxy-3
  allowed: mgmt-1, sip-a, sip-b, proxy-1 or proxy-2
  fix:     declare the host, or name one that is declared`,
  ],
  [
    "a mistyped key in the list",
    "host: proxy-2 }]",
    "hots: proxy-2 }]",
    `bad.yaml:33:100 error unknown-key
  ${pool}.proxies.1.hots ${construct}: unknown key hots; did you mean host?
  found:   hots
  allowed: application, host, network or defaultPort
  fix:     write host`,
  ],
  [
    "oosForce above its bound",
    "recordTtl: 60s",
    "oosForce: 33s",
    `bad.yaml:28:28 error recovery-time
  pairs.inbound.recoveryTimeObjective ${construct}: recovery from the loss of a host takes up to 84.6s: detection 18s (2 x addpTimeout 9s + disconnectSwitchoverTimeout 0s), allowances for decision and new role 600ms, until they find it 66s (2 x oosForce 33s)
  found:   30s
  allowed: at least 84.6s with these timers
  fix:     shorten addpTimeout or oosForce, or agree on a longer recoveryTimeObjective, e.g. 85s

bad.yaml:32:19 error option-value
  ${pool}.oosForce ${construct}: not a value of the option sipproxy/oos-force
  found:   33s
  allowed: 1s to 32s
  fix:     use a value that is allowed; the default of the product is 5s`,
  ],
  [
    "an unknown kind of endpoints",
    "endpoints: [srv, address]",
    "endpoints: [srv, phones]",
    `bad.yaml:36:26 error invalid-value
  ${pool}.endpoints.1 ${construct}: not a value that is allowed here
  found:   phones
  allowed: srv, address, static-cache or session-border-controller
  fix:     use one of the allowed values`,
  ],
  [
    "a second name outside of the zone",
    "addressFqdn: trunks.sip.geo",
    "addressFqdn: trunks.geo",
    `bad.yaml:35:22 error zone-content
  ${pool}.addressFqdn ${construct}: trunks.geo.example.com is not in zone sip.geo.example.com, which the records of pair inbound are written into
  found:   trunks.geo.example.com
  allowed: sip.geo.example.com, or a name below it
  fix:     set zone to the domain that the names have in common, or choose a name in the zone`,
  ],
])("%s is found at its place", (_, from, to, expected) => {
  expect(errors(from, to)).toBe(expected);
});
