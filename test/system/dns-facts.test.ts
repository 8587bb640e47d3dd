import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sipHa } from "../command";
import { driftOf } from "../drift-command";
import { NameServer } from "../field/name-server";
import { BED_TOOLS, type Machine, NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const ENVIRONMENT = readFileSync(join(__dirname, "../../examples/sip-proxy.yaml"), "utf8");
const ZONE = "/etc/nsd/zones/sip.geo.example.com.zone";
const ADDRESS = "10.161.0.53";

describeWith({ root: true, tools: [...BED_TOOLS, "dig", "nsd", "shellcheck"] }, "drift of DNS records", () => {
  let bed: NetworkBed;
  let machine: Machine;
  let folder: string;
  let out: string;
  let server: NameServer | undefined;

  beforeAll(async () => {
    folder = temporaryFolder();
    out = join(folder, "out");
    const file = join(folder, "geo.yaml");
    writeFileSync(
      file,
      ENVIRONMENT.replace("recordTtl: 60s", "recordTtl: 60s\n        nameServers: [ns1.example.com]"),
    );
    expect(sipHa("synth", file, "--out", out).code).toBe(0);
    expect(sipHa("facts", file, "--out", join(folder, "facts")).code).toBe(0);
    const own = { network: "voice", address: `${ADDRESS}/24` };
    bed = await NetworkBed.open([{ name: "name-server", interfaces: { eth0: own } }]);
    machine = bed.machine("name-server");
    machine.write("/etc/hosts", `127.0.0.1 localhost\n${ADDRESS} ns1.example.com\n`, 0o644);
    machine.write("/tmp/collector", collector());
    await serve();
  });
  afterAll(() => {
    server?.stop();
    bed?.close();
  });

  const collector = () => readFileSync(join(folder, "facts/geo/_dns.collector.sh"), "utf8");

  async function serve(edit: (zone: string) => string = (zone) => zone): Promise<void> {
    // The process that was started only entered the machine; the server is another process there.
    if (server !== undefined)
      await machine.shell(
        `kill $(cat /run/nsd.pid); while dig +time=1 +tries=1 @${ADDRESS} example.com >/dev/null; do sleep 0.1; done`,
      );
    server?.stop();
    const stack = join(temporaryFolder(), "geo");
    mkdirSync(join(stack, "dns"), { recursive: true });
    const name = "dns/sip.geo.example.com.zone";
    writeFileSync(join(stack, name), edit(readFileSync(join(out, "stacks/geo", name), "utf8")));
    server = await NameServer.start(machine, ADDRESS, stack);
  }

  async function drift(edit: (facts: string) => string = (facts) => facts) {
    const { code, stdout, stderr } = await machine.run(["sh", "/tmp/collector"]);
    expect([code, stderr]).toEqual([0, ""]);
    const told = driftOf(out, { "dns.facts": edit(stdout) });
    return [
      told.code,
      ...told.found.map(
        (one) => `${one.state} ${one.code} ${one.path}: ${one.message}: ${one.found} / ${one.expected}`,
      ),
    ];
  }

  test("the collector passes shellcheck", async () => {
    expect((await machine.run(["shellcheck", "-s", "sh", "/tmp/collector"])).stdout).toBe("");
  });

  test("there is none if the zone is served as it was synthesized", async () => {
    await serve();
    expect(machine.exists(ZONE)).toBe(true);
    expect(await drift()).toEqual([0]);
  });

  describe("one change to what is served is reported:", () => {
    const UDP = "_sip._udp.sip.geo.example.com.";
    const BOTH = "10 10 5060 proxy-1.sip.geo.example.com.; 10 10 5060 proxy-2.sip.geo.example.com.";
    const one = (pattern: RegExp, instead: string) => (zone: string) => {
      expect(zone).toMatch(pattern);
      return zone.replace(pattern, instead);
    };
    test.each<[string, (zone: string) => string, string]>([
      [
        "missing SRV records",
        one(/^_sip\._udp.*\n_sip\._udp.*\n/m, ""),
        `drift dns-record-gone pairs.inbound: ${UDP} SRV at ns1.example.com: there is no such record: NXDOMAIN / ${BOTH}`,
      ],
      [
        "one missing SRV record",
        one(/^_sip\._udp.*proxy-2.*\n/m, ""),
        `drift dns-record-differs pairs.inbound: ${UDP} SRV at ns1.example.com: other records: 10 10 5060 proxy-1.sip.geo.example.com. / ${BOTH}`,
      ],
      [
        "a wrong target",
        one(/^(_sip\._udp.*)proxy-2\.sip\.geo/m, "$1proxy-9.sip.geo"),
        `drift dns-record-differs pairs.inbound: ${UDP} SRV at ns1.example.com: other records: ${BOTH.replace("proxy-2", "proxy-9")} / ${BOTH}`,
      ],
      [
        "another TTL",
        one(/^(_sip\._tcp.*) 60 IN(.*)\n(_sip\._tcp.*) 60 IN/m, "$1 3600 IN$2\n$3 3600 IN"),
        "drift dns-ttl-differs pairs.inbound: _sip._tcp.sip.geo.example.com. SRV at ns1.example.com: another TTL: 3600 s / 60 s",
      ],
      [
        "another address of a proxy",
        one(/^(proxy-1.* A) .*$/m, "$1 10.161.0.99"),
        "drift dns-record-differs pairs.inbound: proxy-1.sip.geo.example.com. A at ns1.example.com: other records: 10.161.0.99 / 10.161.0.51",
      ],
    ])("%s", async (_, edit, expected) => {
      await serve(edit);
      expect(await drift()).toEqual([1, expected]);
    });
  });

  test("a server that does not have the zone, or does not answer, gives no information about it", async () => {
    await serve();
    machine.write("/etc/hosts", `127.0.0.1 localhost ns1.example.com\n`, 0o644);
    const silent = await drift();
    expect(silent.slice(1).map((one) => String(one).split(" ").slice(0, 2).join(" "))).toEqual(
      silent.slice(1).map(() => "unparsed facts-command-failed"),
    );
    expect(silent.length).toBeGreaterThan(3);
    machine.write("/etc/hosts", `127.0.0.1 localhost\n${ADDRESS} ns1.example.com\n`, 0o644);
    const ask = [
      "dig",
      "+nocmd",
      "+noall",
      "+comments",
      "+answer",
      `@${ADDRESS}`,
      "_sip._udp.elsewhere.example",
      "SRV",
    ];
    const { stdout: refusal } = await machine.run(ask);
    const section = /(?<=^== dig:SRV:_sip\._udp.*\n)(?: .*\n)+/m;
    const refused = await drift((facts) => facts.replace(section, refusal.replaceAll(/^(?=.*\n)/gm, " ")));
    expect(refused).toEqual([
      1,
      "unparsed dns-no-answer pairs.inbound: ns1.example.com does not say whether there is _sip._udp.sip.geo.example.com. SRV: REFUSED / NOERROR or NXDOMAIN",
    ]);
  });
});
