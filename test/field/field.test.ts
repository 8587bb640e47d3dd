import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeWith } from "../prerequisites";
import { FIELD_NEEDS, Field } from "./field";

const ENVIRONMENT = readFileSync(join(__dirname, "environment.yaml"), "utf8");
const SCRIPT = "/opt/genesys/sip-ha/inbound-vip";
const VIRTUAL_IP = "10.120.0.10";

describeWith(FIELD_NEEDS, "a field that an environment file describes", () => {
  let field: Field;
  beforeAll(async () => {
    field = await Field.open(ENVIRONMENT);
    await field.deploy();
  });
  afterAll(() => field?.close());

  test("has the hosts with their interfaces, a router and a client that reaches them", async () => {
    expect(await field.machine("sip-a").addresses("eth0")).toEqual(["10.110.0.11/24"]);
    expect(await field.machine("sip-a").addresses("eth1")).toEqual(["10.120.0.11/24"]);
    for (const address of ["10.120.0.1", "10.120.0.11", "10.120.0.12"])
      expect(await field.machine("client").run(["ping", "-q", "-c", "1", "-W", "1", address])).toMatchObject({
        code: 0,
      });
  });

  test("two fields stand side by side and do not see each other", async () => {
    const other = await Field.open(ENVIRONMENT);
    try {
      await field.machine("sip-a").shell(`${SCRIPT} up`);
      expect(await field.holders(VIRTUAL_IP)).toEqual(["sip-a"]);
      expect(await other.holders(VIRTUAL_IP)).toEqual([]);
      expect(other.machine("sip-a").exists(SCRIPT)).toBe(false);
    } finally {
      other.close();
    }
  });

  test("a host that loses its power comes back without the virtual IP, with its scripts and its own addresses", async () => {
    const host = field.machine("sip-a");
    await host.shell(`${SCRIPT} up`);
    await host.powerOff();
    expect(await field.holders(VIRTUAL_IP)).toEqual([]);
    expect(await field.machine("client").run(["ping", "-q", "-c", "1", "-W", "1", "10.120.0.11"])).toMatchObject({
      code: 1,
    });
    host.powerOn();
    await host.boot();
    expect(await field.holders(VIRTUAL_IP)).toEqual([]);
    expect(await host.addresses("eth1")).toEqual(["10.120.0.11/24"]);
    await host.shell(`${SCRIPT} up`);
    expect(await field.holders(VIRTUAL_IP)).toEqual(["sip-a"]);
  });

  test("a virtual IP that somebody made permanent is released at boot", async () => {
    const host = field.machine("sip-a");
    await host.powerOff();
    host.powerOn();
    await host.shell(`ip address add ${VIRTUAL_IP}/24 dev eth1`);
    expect(await field.holders(VIRTUAL_IP)).toEqual(["sip-a"]);
    await host.boot();
    expect(await field.holders(VIRTUAL_IP)).toEqual([]);
  });
});
