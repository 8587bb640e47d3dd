import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { describeWith } from "../prerequisites";
import type { AlarmConditionObject, ApplicationObject, ConfigurationObjects } from "./configuration-objects";
import { FIELD_NEEDS, Field } from "./field";
import { ManagementLayer } from "./management-layer";

const VIRTUAL_IP = "10.120.0.10";
/** A SIP Server that only reports that it runs. */
const IDLE = ["sh", "-c", "echo ready; while read -r role; do :; done"];

describeWith(FIELD_NEEDS, "the Management Layer stand-in", () => {
  let field: Field;
  let layer: ManagementLayer | undefined;
  beforeAll(async () => {
    field = await Field.open(readFileSync(join(__dirname, "environment.yaml"), "utf8"));
    await field.deploy();
  });
  afterEach(async () => {
    layer?.close();
    field.machine("sip-a").cable("eth0", true);
    for (const host of ["sip-a", "sip-b"]) await field.machine(host).shell("/opt/genesys/sip-ha/inbound-vip down");
  });
  afterAll(() => field?.close());

  const start = async (change?: (objects: ConfigurationObjects) => ConfigurationObjects) => {
    layer = await ManagementLayer.start({
      folder: field.folder,
      machine: (host) => field.machine(host),
      solutionControlServer: field.machine("mgmt-1"),
      sipServers: { SIP_In_P: IDLE, SIP_In_B: IDLE },
      ...(change === undefined ? {} : { change }),
    });
    return layer;
  };

  /** Whether one host, and no other, holds the virtual IP within a time. */
  const settles = async (host: string, milliseconds = 3_000): Promise<boolean> => {
    const end = performance.now() + milliseconds;
    for (;;) {
      const holders = await field.holders(VIRTUAL_IP);
      if (holders.length === 1 && holders[0] === host) return true;
      if (performance.now() > end) return false;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  /** Starts, and switches over there and back, faster than an alarm's cancel timeout: returns the last step at which the right host had the virtual IP. */
  const reaches = async (patience?: number): Promise<"nothing" | "start" | "there" | "back"> => {
    // A server whose peer does not appear gets the role only after a second.
    if (!(await settles("sip-a", 2_500))) return "nothing";
    layer!.switchOver("SIP_In_P");
    if (!(await settles("sip-b", patience))) return "start";
    layer!.switchOver("SIP_In_P");
    return (await settles("sip-a", patience)) ? "back" : "there";
  };

  test("gives the configured primary its role, so that its host has the virtual IP, and moves the role to the backup and back", async () => {
    await start();
    expect(await reaches()).toBe("back");
    expect(layer!.all("fault")).toEqual([]);
    expect(layer!.all("event").map(({ id, application }) => `${id} ${application}`)).toEqual([
      "5150 SIP_In_P",
      "5151 SIP_In_B",
      "5150 SIP_In_B",
      "5151 SIP_In_P",
      "5150 SIP_In_P",
      "5151 SIP_In_B",
    ]);
    for (const { application, code, output } of layer!.all("exit")) {
      // The first announcement starts together with `up`: if it gets the lock first, there is nothing to announce yet, and `up` will do it.
      const allowed = application.endsWith("_ANNOUNCE") ? [0, 3] : [0];
      expect(allowed, `${application}: ${output}`).toContain(code);
    }
  });

  test("a server that dies loses its role to the other server, and comes back as backup", async () => {
    await start();
    expect(await settles("sip-a")).toBe(true);
    await field.machine("sip-a").shell("pkill -9 -f '[w]hile read -r role'");
    expect(await settles("sip-b")).toBe(true);
    await layer!.until((one) => one.kind === "event" && one.id === 5151 && one.application === "SIP_In_P");
    expect(layer!.all("died").map(({ application }) => application)).toEqual(["SIP_In_P"]);
  });

  test("a host that is cut off counts as failed after two ADDP timeouts, and gives way when it is back", async () => {
    await start();
    expect(await settles("sip-a")).toBe(true);
    const cut = Number(process.hrtime.bigint()) / 1e6;
    field.machine("sip-a").cable("eth0", false);
    await layer!.until((one) => one.kind === "event" && one.id === 5150 && one.application === "SIP_In_B", cut);
    await layer!.until((one) => one.kind === "exit" && one.application === "SIP_In_B_VIP_UP", cut);
    const [lost] = layer!.all("host", cut);
    expect(lost).toMatchObject({ host: "sip-a", is: "lost" });
    expect(lost!.at - cut).toBeGreaterThan(1_000);
    expect(lost!.at - cut).toBeLessThan(4_000);
    expect(layer!.all("fault", cut).map(({ text }) => text)).toEqual([
      "SIP_In_P_VIP_DOWN: the agent on sip-a cannot be reached",
    ]);
    // The script that would release it cannot run: this is documented.
    expect(await field.holders(VIRTUAL_IP)).toEqual(["sip-a", "sip-b"]);
    field.machine("sip-a").cable("eth0", true);
    expect(await settles("sip-b", 8_000)).toBe(true);
  });

  describe("shows what is wrong in the objects:", () => {
    const applications = (name: string, part: Partial<ApplicationObject>) => (objects: ConfigurationObjects) => ({
      ...objects,
      applications: objects.applications.map((one) => (one.name === name ? { ...one, ...part } : one)),
    });
    const condition = (name: string, part: Partial<AlarmConditionObject>) => (objects: ConfigurationObjects) => ({
      ...objects,
      alarmConditions: objects.alarmConditions.map((one) => (one.name === name ? { ...one, ...part } : one)),
    });
    const BECAME_PRIMARY = "SIP_In_B_BECAME_PRIMARY";
    test.each<[string, string, (objects: ConfigurationObjects) => ConfigurationObjects]>([
      ["a condition without reactions", "start", condition(BECAME_PRIMARY, { reactionScripts: [] })],
      ["a condition that is disabled", "start", condition(BECAME_PRIMARY, { state: "disabled" })],
      [
        "a condition for another application's event",
        "start",
        condition(BECAME_PRIMARY, {
          alarmDetectEvent: { logEventID: 5150, selectionMode: "smbyappdbid", app: "SCS" },
        }),
      ],
      [
        "a condition for another event",
        "start",
        condition(BECAME_PRIMARY, {
          alarmDetectEvent: { logEventID: 4563, selectionMode: "smbyappdbid", app: "SIP_In_B" },
        }),
      ],
      [
        "alarms that do not re-arm",
        "there",
        (objects) => ({
          ...objects,
          alarmConditions: objects.alarmConditions.map(({ alarmRemovalEvent: _, ...one }) => ({
            ...one,
            clearanceTimeout: 86_400,
          })),
        }),
      ],
      [
        "a reaction whose script is missing",
        "start",
        (objects) => ({
          ...objects,
          scripts: objects.scripts.filter(({ name }) => name !== "SIP_In_B_VIP_UP_REACTION"),
        }),
      ],
      [
        "a script that is disabled",
        "nothing",
        (objects) => ({ ...objects, scripts: objects.scripts.map((one) => ({ ...one, state: "disabled" })) }),
      ],
      [
        "a reaction that starts another application",
        "nothing",
        (objects) => ({
          ...objects,
          reactions: objects.reactions.map((one) => ({ ...one, startsApplication: "SIP_In_P_VIP_DOWN" })),
        }),
      ],
      [
        "a script's application that is missing",
        "start",
        (objects) => ({
          ...objects,
          applications: objects.applications.filter(({ name }) => name !== "SIP_In_B_VIP_UP"),
        }),
      ],
      ["a script's application that is disabled", "start", applications("SIP_In_B_VIP_UP", { state: "disabled" })],
      [
        "a script's application on the wrong host",
        "start",
        applications("SIP_In_B_VIP_UP", { serverInfo: { host: "sip-a" } }),
      ],
      [
        "a command line that is not there",
        "start",
        applications("SIP_In_B_VIP_UP", { commandLine: "/opt/vip/inbound-vip" }),
      ],
      ["a folder that is not there", "start", applications("SIP_In_B_VIP_UP", { workDirectory: "/opt/vip" })],
      ["no command line", "start", applications("SIP_In_B_VIP_UP", { commandLine: undefined as never })],
      ["the wrong argument", "start", applications("SIP_In_B_VIP_UP", { commandLineArguments: "down" })],
      ["no argument", "start", applications("SIP_In_B_VIP_UP", { commandLineArguments: "" })],
      ["a pair that is not in hot standby", "nothing", applications("SIP_In_P", { redundancyType: "htnotspecified" })],
      ["a primary without a backup", "nothing", applications("SIP_In_P", { serverInfo: { host: "sip-a" } })],
      [
        "a Host with the wrong address",
        "start",
        (objects) => ({
          ...objects,
          hosts: objects.hosts.map((one) => (one.name === "sip-b" ? { ...one, ipAddress: VIRTUAL_IP } : one)),
        }),
      ],
    ])("%s", async (_, reached, change) => {
      await start(change);
      expect(await reaches(1_000)).toBe(reached);
    });
  });
});
