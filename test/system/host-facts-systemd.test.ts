import { afterAll, beforeAll, expect, test } from "vitest";
import { CollectedHosts } from "../collected-hosts";
import type { Machine } from "../network-namespace";
import { describeWith } from "../prerequisites";
import { soundDeclaration } from "../sample-declaration";
import { NEEDS } from "../takeover-bed";

const SCRIPT = "/opt/genesys/sip-ha/inbound-vip";

describeWith({ ...NEEDS, tools: [...NEEDS.tools, "systemctl"] }, "drift of Linux hosts that systemd runs on", () => {
  let hosts: CollectedHosts;
  let a: Machine;

  beforeAll(async () => {
    const declaration = soundDeclaration({
      "pairs.inbound.highAvailability.ipAddressTakeover.watchdog": { interval: "2s" },
    });
    hosts = await CollectedHosts.open(declaration, (machine) => machine.boot());
    a = hosts.machine("sip-a");
    await a.shell(`${SCRIPT} up`);
  });
  afterAll(() => hosts?.close());

  test("is none after a deployment", async () => {
    expect(await hosts.drift()).toEqual({ code: 0, found: [] });
  });

  test("reports a watchdog that somebody has stopped", async () => {
    await a.shell("systemctl stop inbound-vip-watchdog");
    const { found } = await hosts.drift();
    await a.shell("systemctl start inbound-vip-watchdog");
    expect(found).toMatchObject([{ code: "unit-not-active", path: "pairs.inbound", found: "inactive" }]);
    expect(found).toHaveLength(1);
  });

  test("reports a unit that somebody has disabled", async () => {
    await a.shell("systemctl disable inbound-vip-release");
    const { found } = await hosts.drift();
    await a.shell("systemctl enable inbound-vip-release");
    expect(found).toMatchObject([{ code: "unit-not-enabled", path: "pairs.inbound" }]);
    expect(found).toHaveLength(1);
  });

  test("reports a release at boot that has failed, until the next one succeeds", async () => {
    await a.shell(`rm /run/sip-ha/inbound.role; mv ${SCRIPT} ${SCRIPT}.away
      systemctl start inbound-vip-release || mv ${SCRIPT}.away ${SCRIPT}`);
    expect((await hosts.drift()).found).toMatchObject([
      { code: "unit-failed", path: "pairs.inbound", found: "failed" },
    ]);
    await a.shell(`systemctl start inbound-vip-release; ${SCRIPT} up`);
    expect(await hosts.drift()).toEqual({ code: 0, found: [] });
  });
});
