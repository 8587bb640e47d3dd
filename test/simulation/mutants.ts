import { hand } from "../../lib/simulation/actors/role-orders";
import type { Setting } from "../../lib/simulation/setting";
import { bigIpSetting, nlbSetting, sipProxySetting } from "./option-settings";
import { sampleSetting, type Trial, withBehaviour, withScript } from "./trial";

/** A trial that contains a defect. */
export interface Mutant extends Trial {
  /**
   * The pair without the defect.
   * @default - the sample pair, on a network that limits ARP
   */
  readonly healthy?: Setting;
}

const SWITCHOVER = [{ inject: "switchover" }] as const;
const THERE_AND_BACK = [{ inject: "switchover" }, { after: "1m", inject: "switchover" }] as const;
const VIRTUAL_IP = "10.120.0.10";

/** A pair whose option part of the world starts in a wrong state. */
function begunWith(healthy: Setting, wrong: object): Pick<Mutant, "setting" | "healthy"> {
  const setting = withBehaviour(healthy, ({ begin }) => ({
    begin: (world) => ({ ...(begin(world) as object), ...wrong }),
  }));
  return { setting, healthy };
}

/** For each invariant, a pair whose declaration or behaviour breaks it. */
export const mutants: Readonly<Record<string, () => Mutant>> = {
  "one-holder": () => ({
    // A script that reports the release although it has not released the address.
    setting: withScript(sampleSetting(), (turn, run, usual) => (run.action === "down" ? 0 : usual(turn, run))),
    steps: SWITCHOVER,
  }),
  "some-holder": () => ({
    // A script that reports that it has the address although it does not.
    setting: withScript(sampleSetting(), (turn, run, usual) => (run.action === "up" ? 0 : usual(turn, run))),
    steps: SWITCHOVER,
  }),
  "holder-is-primary": () => {
    const setting = sampleSetting();
    const alarmConditions = setting.alarmConditions.map((one) => ({ ...one, reactionScripts: undefined }));
    return { setting: { ...setting, alarmConditions }, steps: SWITCHOVER };
  },
  "one-primary": () => ({
    // A server that never gives up its role.
    setting: withBehaviour(sampleSetting(), ({ handlers }) => ({
      handlers: {
        ...handlers,
        "role-assigned": ({ world }, { on, detail }) => {
          if (detail === "primary") world.servers[on]!.role = "primary";
        },
      },
    })),
    steps: SWITCHOVER,
  }),
  "virtual-ip-not-persistent": () => ({
    setting: withScript(sampleSetting(), (turn, run, usual) => {
      if (run.action === "up") turn.world.hosts[run.host]!.persistentAddresses = [VIRTUAL_IP];
      return usual(turn, run);
    }),
    steps: THERE_AND_BACK,
  }),
  "neighbours-at-holder": () => ({
    setting: sampleSetting({ voice: { switching: { acceptsGratuitousArp: false } } }),
    steps: SWITCHOVER,
  }),
  "announcement-limit": () => ({
    setting: sampleSetting({ voice: { switching: { arpPacketsPerSecond: 7 } } }),
    steps: SWITCHOVER,
  }),
  "no-step-on-lost-host": () => ({
    setting: sampleSetting({ takeover: { conflictPolicy: "refuse" } }),
    steps: [{ inject: "management-interface-loss", on: "primary" }],
  }),
  "reactions-once": () => {
    const setting = sampleSetting();
    const alarmConditions = setting.alarmConditions.map((one) => ({
      ...one,
      clearanceTimeout: 86_400,
      alarmRemovalEvent: { selectionMode: "smbyany" as const, logEventID: 1 },
    }));
    return {
      setting: { ...setting, alarmConditions },
      steps: [...THERE_AND_BACK, { after: "1m", inject: "switchover" }],
    };
  },
  "one-eligible-member": () => ({
    // A monitor that accepts any answer.
    ...begunWith(bigIpSetting(), { monitor: "all-up" }),
    steps: SWITCHOVER,
  }),
  "some-eligible-member": () => ({
    // A monitor that accepts no answer.
    ...begunWith(bigIpSetting(), { monitor: "all-down" }),
    steps: SWITCHOVER,
  }),
  "flows-follow": () => ({
    // A device with AS3's own defaults.
    ...begunWith(bigIpSetting(), { keepsFlows: true }),
    steps: SWITCHOVER,
  }),
  "one-enabled-host": () => ({
    // A script that reports that it has disabled the port rules although it has not.
    setting: withScript(nlbSetting(), (turn, run, usual) => (run.action === "disable" ? 0 : usual(turn, run))),
    healthy: nlbSetting(),
    steps: SWITCHOVER,
  }),
  "sip-address": () => ({
    setting: sampleSetting({ pair: { options: { TServer: { "sip-address": "10.120.0.11" } } } }),
    steps: [],
  }),
  "recovery-time": () => ({
    setting: sampleSetting({ pair: { recoveryTimeObjective: "5s" } }),
    steps: [{ inject: "host-power-loss", on: "primary" }],
  }),
  "live-records": () => ({
    // Nobody does what the runbook says about the records of a lost proxy.
    ...begunWith(sipProxySetting(), { recordsAreKept: false }),
    steps: [{ inject: "proxy-loss", on: "one" }],
  }),
  "own-addresses": () => {
    const setting = sampleSetting();
    const host = setting.topology.hosts.get("sip-a")!;
    const interfaces = host.interfaces.map((one) => (one.name === "eth0" ? { ...one, address: VIRTUAL_IP } : one));
    const connection = { ...host.connection!, address: VIRTUAL_IP };
    return { setting: sampleSetting({ hosts: { "sip-a": { interfaces, connection } } }), steps: [] };
  },
  references: () => {
    const setting = sampleSetting();
    const reactions = new Map(setting.reactions);
    reactions.delete("SIP_In_B_VIP_UP_REACTION");
    return { setting: { ...setting, reactions }, steps: [] };
  },
  "no-failback": () => {
    const setting = sampleSetting();
    // As soon as the declared primary can serve again, it gets the role.
    return {
      setting: withBehaviour(setting, ({ look }) => ({
        look: (turn) => {
          look(turn);
          const { servers, controlServers } = turn.world;
          if (servers.SIP_In_P!.role !== "backup" || controlServers.SCS_Staging!.latest !== "SIP_In_B") return;
          hand(turn, setting, "SCS_Staging", "SIP_In_B", "SIP_In_P", "it is the declared primary");
        },
      })),
      steps: [{ inject: "process-crash", on: "primary" }],
    };
  },
  "steady-state": () => ({
    setting: withBehaviour(sampleSetting(), ({ handlers }) => ({
      handlers: { ...handlers, "alarm-clears": () => {} },
    })),
    steps: SWITCHOVER,
  }),
  "idempotent-scripts": () => ({
    // A script that adds the address without checking whether it is there.
    setting: withScript(sampleSetting(), (turn, run, usual) => {
      const code = usual(turn, run);
      if (run.action === "up") turn.world.hosts[run.host]!.addresses.push(VIRTUAL_IP);
      return code;
    }),
    steps: SWITCHOVER,
  }),
  rollback: () => ({
    // A script that leaves something of its own behind.
    setting: withScript(sampleSetting(), (turn, run, usual) => {
      const { addresses } = turn.world.hosts[run.host]!;
      if (run.action === "up" && !addresses.includes("10.120.0.99")) addresses.push("10.120.0.99");
      return usual(turn, run);
    }),
    steps: SWITCHOVER,
  }),
};
