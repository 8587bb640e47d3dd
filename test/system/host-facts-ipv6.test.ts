import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { sipHa } from "../command";
import { toldDrift } from "../drift-command";
import { eventually } from "../eventually";
import { NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { IPV6, soundDeclaration } from "../sample-declaration";
import { NEEDS } from "../takeover-bed";
import { temporaryFolder } from "../temporary-folder";

const HOSTS = { "sip-a": "2001:db8:120::11", "sip-b": "2001:db8:120::12" } as const;

describeWith(NEEDS, "drift of Linux hosts with a virtual IP of IPv6", () => {
  let bed: NetworkBed;
  let folder: string;
  let out: string;

  beforeAll(async () => {
    folder = temporaryFolder();
    out = join(folder, "out");
    const file = join(folder, "staging.yaml");
    writeFileSync(file, stringify(soundDeclaration(IPV6)));
    expect(sipHa("synth", file, "--out", out).code).toBe(0);
    expect(sipHa("facts", file, "--out", join(folder, "facts")).code).toBe(0);
    bed = await NetworkBed.open();
    for (const [name, address] of Object.entries(HOSTS))
      await bed.machine(name).shell(`ip address add ${address}/64 dev eth1 nodad`);
  });
  afterAll(() => bed?.close());

  /** The reports about addresses; nothing is deployed here. */
  async function drift(): Promise<string[]> {
    for (const name of Object.keys(HOSTS)) {
      bed
        .machine(name)
        .write("/tmp/collector", readFileSync(join(folder, `facts/staging/${name}.collector.sh`), "utf8"));
      const { stdout } = await bed.machine(name).run(["sh", "/tmp/collector"]);
      writeFileSync(join(folder, `facts/staging/${name}.facts`), stdout);
    }
    return toldDrift(out, join(folder, "facts"))
      .found.filter(({ state, code }) => state !== "drift" || /^(?:virtual-ip|host-address)/.test(code))
      .map(({ state, code, found }) => `${state} ${code}: ${found}`);
  }

  test("reports a virtual IP on no host, on one, on both, and in configuration in another spelling", async () => {
    expect(await drift()).toEqual(["drift virtual-ip-on-none: neither on sip-a nor on sip-b"]);
    const add = "ip address add 2001:db8:120::10/64 dev eth1 nodad preferred_lft 0";
    await bed.machine("sip-a").shell(add);
    expect(await drift()).toEqual([]);
    await bed.machine("sip-b").shell(add);
    expect(await drift()).toEqual(["drift virtual-ip-on-both: on sip-a and sip-b"]);
    await bed.machine("sip-b").shell(
      `ip address del 2001:db8:120::10/64 dev eth1
      mkdir -p /etc/systemd/network; printf '[Address]\\nAddress=2001:0DB8:0120::0010/64\\n' >/etc/systemd/network/20-voice.network`,
    );
    expect(await drift()).toEqual([
      "drift virtual-ip-persistent: /etc/systemd/network/20-voice.network:2: Address=2001:0DB8:0120::0010/64",
    ]);
  });

  test("treats an address that another host has as one that the host cannot use", async () => {
    await bed.machine("sip-b").shell("ip address del 2001:db8:120::12/64 dev eth1");
    await bed.machine("client").shell("ip address add 2001:db8:120::12/64 dev eth1 nodad");
    await bed.machine("sip-b").shell("ip address add 2001:db8:120::12/64 dev eth1");
    await eventually(async () => (await bed.machine("sip-b").shell("ip -6 address show dadfailed")) !== "", 10_000);
    expect(await drift()).toContain("drift host-address-duplicate: 2001:db8:120::12/64 on eth1, dadfailed");
  });
});
