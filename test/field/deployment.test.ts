import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { describeWith } from "../prerequisites";
import { FIELD_NEEDS, Field } from "./field";

const SCRIPT = "/opt/genesys/sip-ha/inbound-vip";
const ENVIRONMENT = readFileSync(join(__dirname, "environment.yaml"), "utf8");

/** A second pair beside the first, on its own hosts. */
const TWO_PAIRS = ENVIRONMENT.replace(
  "pairs:\n",
  `  sip-c:
    os: linux
    interfaces:
      eth0: { network: management, address: 10.110.0.13 }
      eth1: { network: voice, address: 10.120.0.13 }
    connection: { ssh: { user: deploy, privateKeyFile: ~/.ssh/deploy_ed25519, becomeRoot: sudo } }
  sip-d:
    os: linux
    interfaces:
      eth0: { network: management, address: 10.110.0.14 }
      eth1: { network: voice, address: 10.120.0.14 }
    connection: { ssh: { user: deploy, privateKeyFile: ~/.ssh/deploy_ed25519, becomeRoot: sudo } }
pairs:
  outbound:
    primary: { application: SIP_Out_P, host: sip-c }
    backup: { application: SIP_Out_B, host: sip-d }
    sip: { port: 5060, transports: [udp] }
    highAvailability:
      ipAddressTakeover: { virtualIp: 10.120.0.20, network: voice }
`,
);

describeWith(FIELD_NEEDS, "a change of a field that is deployed", () => {
  let field: Field;
  afterEach(() => field?.close());

  test("a changed virtual IP changes exactly the two hosts of its pair", async () => {
    field = await Field.open(TWO_PAIRS);
    await field.deploy();
    const before = await Promise.all([field.tree("sip-a"), field.tree("sip-b")]);
    field.synthesize(TWO_PAIRS.replace("10.120.0.20", "10.120.0.21"));
    const { code, text } = await field.apply();
    expect(code).toBe(0);
    expect(text).toMatch(/2 added, 0 changed, 2 destroyed/);
    const created = [...text.matchAll(/^null_resource\.(\S+): Creation complete/gm)].map(([, name]) => name);
    expect(created).toEqual(["sip-d", "sip-c"]);
    expect(await Promise.all([field.tree("sip-a"), field.tree("sip-b")])).toEqual(before);
    await field.machine("sip-c").shell("/opt/genesys/sip-ha/outbound-vip up");
    expect(await field.holders("10.120.0.21")).toEqual(["sip-c"]);
  });

  test("a virtual IP does not change while the host has the old one: the apply says what to do, and changes no host", async () => {
    field = await Field.open(ENVIRONMENT);
    await field.deploy();
    await field.machine("sip-b").shell(`${SCRIPT} up`);
    const before = await Promise.all([field.tree("sip-a"), field.tree("sip-b")]);
    field.synthesize(ENVIRONMENT.replace("10.120.0.10", "10.120.0.20"));
    expect(await field.failToDeploy()).toContain(
      `${SCRIPT} may hold a virtual IP that its new version does not manage: run "${SCRIPT} down" first, in a maintenance window`,
    );
    await field.machine("sip-b").shell("rm -rf /home/deploy/.sip-ha-field");
    expect(await Promise.all([field.tree("sip-a"), field.tree("sip-b")])).toEqual(before);
    expect(await field.holders("10.120.0.10")).toEqual(["sip-b"]);
    await field.machine("sip-b").shell(`${SCRIPT} down`);
    await field.deploy();
    await field.machine("sip-b").shell(`${SCRIPT} up`);
    expect(await field.holders("10.120.0.20")).toEqual(["sip-b"]);
  });

  test("a full disk during a change: the host goes on with its old scripts, with the virtual IP up, until there is room", async () => {
    field = await Field.open(ENVIRONMENT);
    await field.deploy();
    const host = field.machine("sip-b");
    await host.shell(`${SCRIPT} up`);
    const before = host.read(SCRIPT);
    // A separate disk, filled by the existing files.
    await host.shell(
      `cd /opt/genesys/sip-ha && mkdir /tmp/old && cp -a . /tmp/old && mount -t tmpfs -o size=1m tmpfs /opt/genesys/sip-ha &&
       cp -a /tmp/old/. /opt/genesys/sip-ha && mount -o remount,size=$(df -k --output=used /opt/genesys/sip-ha | tail -n 1 | tr -d ' ')k /opt/genesys/sip-ha`,
    );
    field.synthesize(
      ENVIRONMENT.replace("network: voice, cancelTimeout", "network: voice, announcements: 9, cancelTimeout"),
    );
    const text = await field.failToDeploy();
    expect(text).toMatch(/No space left on device/);
    expect(host.read(SCRIPT)).toBe(before);
    expect(await host.run([SCRIPT, "status"])).toMatchObject({ code: 0 });
    await host.shell("mount -o remount,size=1m /opt/genesys/sip-ha");
    await field.deploy();
    expect(host.read(SCRIPT)).not.toBe(before);
    expect(await host.run([SCRIPT, "status"])).toMatchObject({ code: 0 });
  });
});
