import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { environmentDrift } from "../../lib/drift/environment-drift";
import { parseFacts } from "../../lib/drift/facts-file";
import { type HostExpectation, hostExpectations } from "../../lib/drift/host-expectation";
import { hostSystems } from "../../lib/drift/host-systems";
import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import { plan } from "../../lib/synth/plan";
import { textOf } from "../../lib/text/file-text";
import { factsOfHost } from "../drift/facts-of-model";
import type { Machine, NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import type { SampleOverrides } from "../sample-topology";
import { sides } from "../takeover-bed";
import { INTERFACES, openUnixBed, UNIX_IPV6_NEEDS, unixOverrides, unixUpload, VOICE } from "../unix-bed";

const UPLOAD = "/tmp/upload";
const SCRIPT = "/opt/genesys/sip-ha/inbound-vip";
const { virtualIp, host: addressOf } = VOICE.ipv6;

for (const [system, shell, tool] of [
  [logicalInterface, "ksh93", "/usr/bin/netstat"],
  [alias, "mksh", "/usr/sbin/ndp"],
] as const)
  describeWith(UNIX_IPV6_NEEDS, `the installer of a host with ${system.name} and an IPv6 virtual IP`, () => {
    let bed: NetworkBed;
    let host: Machine;
    beforeAll(async () => {
      bed = await openUnixBed(system, shell, "ipv6");
      host = bed.machine("sip-a");
    });
    afterAll(() => bed?.close());
    beforeEach(async () => {
      await host.shell(`${SCRIPT} down >/dev/null 2>&1; ksh ${UPLOAD}/deploy remove none >/dev/null 2>&1
        rm -rf ${UPLOAD} /opt/genesys /var/lib/sip-ha /var/svc /var/run/sip-ha /var/stand-in/services`);
      upload();
    });

    const upload = (overrides: SampleOverrides = {}) => {
      const { files, deploy } = unixUpload(system, { ...overrides, takeover: { virtualIp, ...overrides.takeover } });
      for (const { name, content } of [...files, { name: "deploy", content: deploy }])
        host.write(`${UPLOAD}/${name}`, textOf(content), 0o644);
    };
    const deploy = (...words: string[]) => host.run(["ksh", `${UPLOAD}/deploy`, ...words]);
    const voice = INTERFACES[system.name][1];
    const findings = (stderr: string) => stderr.split("\n").filter((line) => !line.startsWith("  fix: "));

    test("passes on a host that is as declared", async () => {
      expect(await deploy("preflight")).toMatchObject({
        code: 0,
        stdout: "sip-a: nothing stands in the way\n",
        stderr: "",
      });
    });

    test("reports what stands in the way: a tool, the host's own address", async () => {
      await host.shell(`mv ${tool} ${tool}.away; ip address delete ${addressOf(11)}/64 dev eth1`);
      const outcome = await deploy("preflight");
      await host.shell(`mv ${tool}.away ${tool}; ip address add ${addressOf(11)}/64 dev eth1 nodad`);
      expect(outcome.code).toBe(5);
      expect(findings(outcome.stderr)).toEqual([
        `sip-a: missing-tool: ${tool} is not there`,
        `sip-a: missing-address: the address ${addressOf(11)} is not on ${voice}`,
        "sip-a: things in the way: 2",
        "",
      ]);
    });

    test("fails with 6 if the interface has no link-local address", async () => {
      const local = (await host.shell("ip -o -6 address show dev eth1 scope link")).split(/\s+/)[3]!;
      await host.shell(`ip address delete ${local} dev eth1`);
      const outcome = await deploy("preflight");
      await host.shell(`ip address add ${local} dev eth1 scope link nodad`);
      expect(outcome.code).toBe(6);
      expect(outcome.stderr).toContain(
        `sip-a: missing-link-local: ${voice} has no link-local address, without which it finds no neighbour\n`,
      );
    });

    if (system.name === "Solaris")
      test("fails with 6 if the interface is in a multipathing group", async () => {
        await host.shell(`mkdir -p /var/stand-in/groups; echo voice >/var/stand-in/groups/${voice}`);
        const outcome = await deploy("preflight");
        await host.shell("rm -r /var/stand-in/groups");
        expect(outcome.code).toBe(6);
        expect(findings(outcome.stderr)).toEqual([
          `sip-a: multipathing-group: ${voice} is in the multipathing group voice`,
          "sip-a: things in the way: 1",
          "",
        ]);
      });

    test("fails with 6 if there is no such interface", async () => {
      await host.shell("ip link set eth1 name away");
      const outcome = await deploy("preflight");
      await host.shell("ip link set away name eth1");
      expect(findings(outcome.stderr)).toEqual([
        `sip-a: missing-interface: there is no interface ${voice}${system.name === "AIX" ? "" : ", or it has no IPv6"}`,
        "sip-a: things in the way: 1",
        "",
      ]);
    });

    test("fails with 7 if a stranger holds the virtual IP, and passes if the peer or the host itself does", async () => {
      const codes: number[] = [];
      for (const name of ["client", "sip-b"]) {
        // A kernel that has found another holder, or nobody, a moment ago does not ask again at once.
        await host.shell("ip -6 neighbour flush dev eth1");
        await bed.machine(name).shell(`ip address add ${virtualIp}/64 dev eth1 nodad`);
        codes.push((await deploy("preflight")).code);
        await bed.machine(name).shell(`ip address delete ${virtualIp}/64 dev eth1`);
      }
      await deploy("install", "aaa1");
      await host.run([SCRIPT, "up"]);
      codes.push((await deploy("preflight")).code);
      expect(codes).toEqual([7, 0, 0]);
    });

    test("fails with 10 if the new version would manage another address, or the same with another prefix length", async () => {
      expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stderr: "" });
      await host.run([SCRIPT, "up"]);
      upload({ takeover: { virtualIp: "2001:db8:120::99" } });
      expect((await deploy("install", "bbb2")).code).toBe(10);
      upload({ voice: { cidr: "2001:db8:120::/48" } });
      expect((await deploy("install", "bbb2")).code).toBe(10);
      await host.run([SCRIPT, "down"]);
      expect(await deploy("install", "bbb2")).toMatchObject({ code: 0, stderr: "" });
      expect((await host.run(["/opt/genesys/sip-ha/deploy-staging", "remove", "bbb2"])).code).toBe(0);
    });

    test("collects facts without drift, and reports a virtual IP that the other host has as well", async () => {
      const { topology } = sides(unixOverrides(system, { takeover: { virtualIp } })).a;
      const { artifacts: files } = plan(topology);
      const [a, b] = hostExpectations(topology, files) as [HostExpectation, HostExpectation];
      host.write("/tmp/collector", textOf(hostSystems[a.host.os].collector(a)));
      expect(await deploy("install", "aaa1")).toMatchObject({ code: 0, stderr: "" });
      await host.run([SCRIPT, "up"]);
      const collected = await host.shell("/usr/bin/ksh -s </tmp/collector");
      const drift = (other: string) => {
        // Both at the same time, as one job collects them.
        const now = other.replace(/^time .*$/m, /^time .*$/m.exec(collected)![0]);
        const facts = [collected, now].map((text, index) => parseFacts(`${index}.facts`, text).facts!);
        return environmentDrift({ topology, files }, { facts }).findings.map(({ code, found }) => `${code}: ${found}`);
      };
      expect(drift(factsOfHost(b, new Set()))).toEqual([]);
      const holds = new Set(b.virtualIps.map(({ path }) => path));
      expect(drift(factsOfHost(b, holds))).toEqual(["virtual-ip-on-both: on sip-a and sip-b"]);
    });
  });
