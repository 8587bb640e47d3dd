import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { describeWith } from "../prerequisites";
import { bootWithSshServer } from "../ssh-host";
import { FIELD_NEEDS, Field } from "./field";

const SCRIPT = "/opt/genesys/sip-ha/inbound-vip";
const ENVIRONMENT = readFileSync(join(__dirname, "environment.yaml"), "utf8").replaceAll(
  "user: deploy,",
  "user: deploy, timeout: 5s,",
);

describeWith(FIELD_NEEDS, "a first deployment of a field when something is wrong with the first host:", () => {
  let field: Field;
  let empty: string[];
  afterEach(() => field?.close());
  beforeEach(async () => {
    field = await Field.open(ENVIRONMENT);
    empty = await Promise.all([field.tree("sip-a"), field.tree("sip-b")]);
  });

  const repaired = async () => {
    await field.deploy();
    for (const host of ["sip-a", "sip-b"])
      expect(await field.machine(host).run([SCRIPT, "status"])).toMatchObject({ code: 3 });
    expect((await field.plan()).code).toBe(0);
  };

  test("one without power: the apply names the address that does not answer, the other host is as it was, and the next apply succeeds", async () => {
    await field.machine("sip-b").powerOff();
    const text = await field.failToDeploy();
    expect(text).toContain("with null_resource.sip-b");
    expect(text).toContain("dial tcp 10.110.0.12:22: connect: no route to host");
    expect(await field.tree("sip-a")).toBe(empty[0]);
    field.machine("sip-b").powerOn();
    await bootWithSshServer(field.machine("sip-b"));
    expect(await field.tree("sip-b")).toBe(empty[1]);
    await repaired();
  });

  test("one that does not take the key: the apply says so, both hosts are as they were, and the next apply succeeds", async () => {
    const host = field.machine("sip-b");
    await host.shell("mv /home/deploy/.ssh/authorized_keys /tmp/away");
    const text = await field.failToDeploy();
    expect(text).toContain("with null_resource.sip-b");
    expect(text).toContain("ssh: unable to authenticate");
    await host.shell("mv /tmp/away /home/deploy/.ssh/authorized_keys");
    expect(await Promise.all([field.tree("sip-a"), field.tree("sip-b")])).toEqual(empty);
    await repaired();
  });

  test.each([
    [
      "in the place of the scripts",
      "mkdir -p /opt/genesys && mount -t tmpfs -o size=16k tmpfs /opt/genesys",
      "umount /opt/genesys",
    ],
    ["in the place of the upload", "mount -o remount,size=40k /home", "mount -o remount,size=10m /home"],
  ])(
    "a full disk %s: the apply says so, the other host is as it was, and the next apply succeeds",
    async (_, fill, free) => {
      await field.machine("sip-b").shell(fill);
      const text = await field.failToDeploy();
      expect(text).toContain("with null_resource.sip-b");
      expect(text).toMatch(/No space left on device/);
      expect(await field.tree("sip-a")).toBe(empty[0]);
      await field.machine("sip-b").shell(free);
      await repaired();
    },
  );
});
