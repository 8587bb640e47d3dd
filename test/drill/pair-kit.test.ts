import { describe, expect, test } from "vitest";
import { drillKitShape } from "../../lib/drill/drill-kit";
import { kitMarkdown } from "../../lib/drill/kit-markdown";
import { pairKit } from "../../lib/drill/pair-kit";
import { isSealed } from "../../lib/drill/seal";
import { serversOf } from "../../lib/model/pair";
import { v } from "../../lib/model/schema";
import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { scenarios } from "../../lib/simulation/scenarios";
import { REMOVED } from "../sample-declaration";
import { sampleTopology } from "../sample-topology";
import { bigIpSetting, nlbSetting, singleHostSetting, sipProxySetting } from "../simulation/option-settings";
import { sampleSetting } from "../simulation/trial";
import { unixOverrides } from "../unix-bed";
import { kitOf } from "./sample-kit";

const OPTIONS = [
  "BatchMode=yes",
  "ConnectTimeout=5",
  "ServerAliveInterval=5",
  "ServerAliveCountMax=2",
  "StrictHostKeyChecking=yes",
  "IdentitiesOnly=yes",
];
const SSH = ["ssh", "-T", "-p", "22", ...OPTIONS.flatMap((option) => ["-o", option])];
const sshTo = (address: string, command: string) => [
  ...SSH,
  "-i",
  "~/.ssh/genesys_ed25519",
  `genesys@${address}`,
  `sudo -n ${command}`,
];

describe("the kit of a pair on Linux", () => {
  const kit = pairKit(sampleSetting(), scenarios);
  const stepsOf = (name: string) => kit.scenarios.find((one) => one.name === name)!.steps;

  test("has the scenarios that can be tried on it, each with everything that restores the roles", () => {
    expect(kit.scenarios.map(({ name, steps }) => [name, steps.map(({ title }) => title)])).toEqual([
      ["switchover-by-hand", ["somebody orders a switchover", "somebody orders a switchover"]],
      ["primary-process-crash", ["the process of the primary ends", "somebody orders a switchover"]],
      [
        "primary-host-power-loss",
        [
          "the primary's host loses its power",
          "repaired: the primary's host loses its power",
          "somebody orders a switchover",
        ],
      ],
      ["primary-host-reboot", ["the primary's host is rebooted", "somebody orders a switchover"]],
      [
        "rolling-host-reboot",
        [
          "the backup's host is rebooted",
          "somebody orders a switchover",
          "the primary's host is rebooted",
          "somebody orders a switchover",
        ],
      ],
    ]);
  });

  test("says for every other scenario why it is not tried", () => {
    const reasons = new Map(kit.notDrilled.map(({ name, whyNot }) => [name, whyNot]));
    expect(kit.scenarios.length + reasons.size).toBe(scenarios.length);
    expect([
      reasons.get("both-hosts-boot-together"),
      reasons.get("primary-sip-interface-loss"),
      reasons.get("primary-management-interface-loss"),
      reasons.get("nlb-not-converged"),
      reasons.get("arp-limit-shuts-port"),
    ]).toEqual([
      "it would leave both hosts down",
      "the simulator sees nobody answer after step 1 until somebody repairs the fault",
      "the simulator says that it breaks one-holder: fix that first",
      "it belongs to the option Windows NLB Cluster",
      "it needs arpPacketsPerSecond in the network of an IPv4 virtual IP",
    ]);
  });

  test("expects the outages that the simulator knows, from the shortest to the longest course", () => {
    const outages = (name: string) =>
      stepsOf(name).map(({ unanswered: { minimum, typical, maximum } }) => [minimum, typical, maximum]);
    expect(outages("primary-process-crash")).toEqual([
      [16, 85, 4_100],
      [15, 33, 3_000],
    ]);
    expect(outages("primary-host-power-loss")).toEqual([
      [9_015, 13_535, 21_100],
      [0, 0, 0],
      [15, 33, 3_000],
    ]);
  });

  test("asks each reachable host through the control script with root's rights", () => {
    const [loss, back] = stepsOf("primary-host-power-loss");
    const look = (host: string, address: string) => ({
      host,
      command: { argv: sshTo(address, "/opt/genesys/sip-ha/inbound-vip status") },
      serves: 0,
      idle: 3,
    });
    const place = { kind: "place", what: "the virtual IP 10.120.0.10", expected: ["sip-b"] };
    expect(loss!.checks[0]).toEqual({ ...place, looks: [look("sip-b", "10.110.0.12")] });
    expect(back!.checks[0]).toEqual({ ...place, looks: [look("sip-a", "10.110.0.11"), look("sip-b", "10.110.0.12")] });
    expect(loss!.checks.slice(1)).toEqual([
      { kind: "answered", what: "a request to 10.120.0.10 is answered" },
      {
        kind: "person",
        what: "Solution Control Interface shows that SIP_In_P is not primary, and that SIP_In_B is primary",
      },
    ]);
  });

  test("leaves open what a server shows if it runs on a host that cannot be reached", () => {
    const watchdog = { interval: "2s", isolationTimeout: "10s", announceInterval: "60s" } as const;
    const { scenarios: tried } = pairKit(sampleSetting({ takeover: { watchdog } }), scenarios);
    const { steps } = tried.find(({ name }) => name === "primary-host-isolation")!;
    const roles = steps.map(({ checks }) => checks.at(-1)!.what);
    expect(roles).toEqual([
      "Solution Control Interface shows that SIP_In_B is primary",
      expect.stringMatching(/^Solution Control Interface shows that SIP_In_P is .*, and that SIP_In_B is /),
      ...roles.slice(2),
    ]);
  });

  test("says how each fault is caused and repaired; what a person cannot give the runner, the runner does itself", () => {
    const [crash] = stepsOf("primary-process-crash");
    expect([crash!.order, crash!.command!.argv, crash!.commandDoes]).toEqual([
      "On sip-a, end the process of SIP_In_P at once, without a shutdown",
      sshTo("10.110.0.11", "sh -s"),
      "kill -9 for each process that listens on port 5060 there",
    ]);
    const [loss, back, switchBack] = stepsOf("primary-host-power-loss");
    expect([loss!.command, loss!.mend, back!.order, switchBack!.order]).toEqual([
      undefined,
      "Switch on the power of sip-a again",
      "Switch on the power of sip-a again",
      "In Solution Control Interface or Genesys Administrator, switch SIP_In_B over",
    ]);
  });

  test("has each switchover wait until both servers are ready, because one server may have been started just before", () => {
    const waits = stepsOf("rolling-host-reboot").map(({ before }) => before?.map(({ what }) => what));
    const ready = expect.stringMatching(
      /^both servers are ready for a switchover \(one minute after the HA link is up/,
    );
    expect(waits).toEqual([undefined, [ready], undefined, [ready]]);
    expect(kit.preconditions.at(-1)).toEqual({ kind: "person", what: ready });
    expect(kitMarkdown(kit)).toMatch(/\n +Wait until:\n\n +- \[ \] both servers are ready for a switchover \(/);
  });

  test("is the same each time, sealed, and of the form in which it is read", () => {
    expect(pairKit(sampleSetting(), scenarios)).toEqual(kit);
    expect(isSealed(kit)).toBe(true);
    expect(isSealed({ ...kit, pause: kit.pause + 1 })).toBe(false);
    expect(v.parse(drillKitShape, JSON.parse(JSON.stringify(kit)))).toEqual(kit);
  });
});

describe("the kit of a pair", () => {
  const peopleSee = (name: string, setting: ReturnType<typeof sampleSetting>) =>
    kitOf([name], setting).scenarios[0]!.steps[0]!.checks.flatMap((one) => (one.kind === "person" ? [one.what] : []));

  test("in a Windows NLB cluster has the commands of its runbook for people, and the probe for the runner", () => {
    expect(peopleSee("switchover-by-hand", nlbSetting()).slice(0, 2)).toEqual([
      "on sip-a, `C:\\Genesys\\sip-ha\\inbound-nlb.cmd status` prints `inbound-nlb: disabled: sip-a does not serve the ports 5060 of 10.120.0.10`, and its exit code is 3",
      "on sip-b, `C:\\Genesys\\sip-ha\\inbound-nlb.cmd status` prints `inbound-nlb: enabled: sip-b serves the ports 5060 of 10.120.0.10`, and its exit code is 0",
    ]);
    const kit = kitOf(["primary-process-crash"], nlbSetting());
    expect(kit.scenarios[0]!.steps.map(({ command }) => command)).toEqual([undefined, undefined]);
    expect(kit.probe?.address).toBe("10.120.0.10");
  });

  test("in a Windows NLB cluster disables the ports on a host that was cut off before the host is connected again", () => {
    const connected =
      "Run `C:\\Genesys\\sip-ha\\inbound-nlb.cmd disable` on the console of sip-a; then plug in the cables of Local Area Connection 2 and Management of sip-a again, or open the switch's ports";
    const { steps } = kitOf(["primary-host-isolation"], nlbSetting()).scenarios[0]!;
    expect(steps.map(({ order, mend }) => [order, mend]).slice(0, 2)).toEqual([
      ["Pull the cables of Local Area Connection 2 and Management of sip-a, or shut the switch's ports", connected],
      [connected, undefined],
    ]);
  });

  test("behind a BIG-IP asks the virtual IP, and has people look at the members on the device", () => {
    const kit = kitOf(["switchover-by-hand"], bigIpSetting());
    const members = "shows 10.214.0.11 of trunk-a as offline and 10.214.0.12 of trunk-b as available";
    expect(kit.scenarios[0]!.steps[0]!.checks.map((one) => (one.kind === "person" ? one.what : one.kind))).toEqual([
      ...["udp", "tcp", "tls"].map(
        (transport) => `on ltm-1, \`tmsh show ltm pool /dmz/inbound/pool_sip_${transport} members\` ${members}`,
      ),
      "answered",
      "Solution Control Interface shows that SIP_South_P is backup, and that SIP_South_B is primary",
    ]);
  });

  test("behind a pool of SIP Proxies has a person make a call, because a proxy may answer by itself", () => {
    const kit = kitOf(["switchover-by-hand"], sipProxySetting());
    expect(kit.probe).toBeUndefined();
    expect(kit.preconditions[0]).toEqual({ kind: "person", what: "a call to the pair is answered" });
  });

  test("on one host leaves out scenarios that need two hosts, and gives reasons that are true for one host", () => {
    const kit = pairKit(singleHostSetting(), scenarios);
    expect(kit.scenarios.map(({ name }) => name)).toEqual([
      "switchover-by-hand",
      "primary-process-crash",
      "primary-host-reboot",
      "primary-management-interface-loss",
      "rolling-server-restart",
    ]);
    const reasons = new Map(kit.notDrilled.map(({ name, whyNot }) => [name, whyNot]));
    expect(
      [
        "rolling-host-reboot",
        "both-hosts-boot-together",
        "failback-after-host-loss",
        "primary-crash-without-message-server",
        "switchover-flap-at-once",
      ].map((name) => reasons.get(name)),
    ).toEqual([
      "it needs servers on two hosts",
      "it needs servers on two hosts",
      "it needs servers on two hosts",
      "Message Server serves more than this pair, and nobody would get its alarms meanwhile",
      "the Management Layer may count the roles as flapping, and what it does then is not known well enough",
    ]);
    const own = kit.notDrilled.filter(({ whyNot }) => !whyNot.startsWith("it belongs to the option "));
    expect(own.filter(({ whyNot }) => /virtual IP|no script/.test(whyNot))).toEqual([]);
    expect(kitMarkdown(kit)).toContain(
      "- Before a step: one of the two servers is not in its role, or new calls do not go only to the primary.\n",
    );
  });

  test("on one host has people check that only one process listens, and the runner end none if both listen", () => {
    const kit = kitOf(["primary-process-crash"], singleHostSetting());
    const seen = "only one process listens on port 5060 of sip-a";
    expect(kit.preconditions[0]).toEqual({
      kind: "person",
      what: `${seen}: \`sudo ss -Hlntup 'sport = :5060'\``,
    });
    const tls = { "pairs.inbound.sip": { port: 5060, tlsPort: 5061, transports: ["udp", "tls"] } };
    expect(kitOf(["primary-process-crash"], singleHostSetting(tls)).preconditions[0]).toEqual({
      kind: "person",
      what: "only one process listens on ports 5060 and 5061 of sip-a: `sudo ss -Hlntup 'sport = :5060 or sport = :5061'`",
    });
    expect(kit.scenarios[0]!.steps[0]!.commandDoes).toBe(
      "kill -9 for the process that listens on port 5060 there; if several do, none is ended",
    );
    const onAix = { "hosts.sip-a.os": "aix", "hosts.sip-a.connection": REMOVED };
    const elsewhere = kitOf(["primary-process-crash"], singleHostSetting(onAix));
    expect([elsewhere.preconditions[0], elsewhere.scenarios[0]!.steps[0]!.commandDoes]).toEqual([
      { kind: "person", what: seen },
      undefined,
    ]);
  });

  test("leaves all commands to people if its hosts are not reached by ssh", () => {
    const hosts = { "sip-a": { connection: undefined }, "sip-b": { connection: undefined } };
    const kit = kitOf(["primary-process-crash"], sampleSetting({ hosts }));
    expect(kit.scenarios[0]!.steps[0]!.command).toBeUndefined();
    expect(kit.preconditions[0]).toEqual({
      kind: "person",
      what: "on sip-a, `sudo /opt/genesys/sip-ha/inbound-vip status` prints `inbound-vip: up: 10.120.0.10 is on eth1 of sip-a`, and its exit code is 0",
    });
    expect(kit.runLogs).toEqual([]);
  });

  test("has no sudo in what people type if the declared account is root, on Solaris and AIX as on Linux", () => {
    const setting = sampleSetting(unixOverrides(alias));
    const as = (user: string, becomeRoot: "none" | "sudo") => {
      const hosts = [...setting.topology.hosts].map(([name, host]) => {
        const connection = host.connection === undefined ? undefined : { ...host.connection, user, becomeRoot };
        return [name, { ...host, connection }] as const;
      });
      const topology = { ...setting.topology, hosts: new Map(hosts) } as typeof setting.topology;
      return kitOf(["switchover-by-hand"], { ...setting, topology });
    };
    const typed = (kit: ReturnType<typeof kitOf>) => [
      /`(.*?)`/.exec((kit.preconditions[0] as { what: string }).what)![1],
      kit.bringBack[0]!.command,
    ];
    const script = "/opt/genesys/sip-ha/inbound-vip";
    expect(typed(as("root", "none"))).toEqual([`${script} status`, `${script} down`]);
    expect(typed(as("genesys", "sudo"))).toEqual([`sudo ${script} status`, `sudo ${script} down`]);
  });

  test("lets a program take interfaces down only if the host stays reachable, and has no IPv6 address to lose", () => {
    const options = { TServer: { "sip-pass-check": "true" } };
    const commands = (setting: ReturnType<typeof sampleSetting>) =>
      kitOf(["primary-sip-interface-loss"], setting).scenarios[0]!.steps.map(({ commandDoes }) => commandDoes);
    expect(commands(sampleSetting({ pair: { options } }))).toEqual([
      "takes eth1 down there, and up again after 120 s by itself",
      "takes the interfaces up again there",
      undefined,
    ]);
    const { hosts } = sampleTopology();
    const eth2 = { name: "eth2", network: "management", address: "2001:db8::1" };
    const interfaces = [...hosts.get("sip-a")!.interfaces, eth2];
    expect(commands(sampleSetting({ pair: { options }, hosts: { "sip-a": { interfaces } } }))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("asks for the consent of the owners of other servers on a host, if a scenario strikes the whole host", () => {
    const { inbound } = Object.fromEntries(sampleTopology().pairs);
    const { messageServer, ...layer } = sampleTopology().managementLayer;
    const other = {
      ...inbound!,
      name: "outbound",
      primary: { ...inbound!.primary, application: "SIP_Out_P", host: "sip-b" },
      backup: { ...inbound!.backup, application: "SIP_Out_B", host: "sip-c" },
    };
    const setting = sampleSetting({
      topology: {
        pairs: new Map([inbound!, other].map((pair) => [pair.name, pair])),
        managementLayer: { ...layer, messageServer: { ...messageServer, host: "sip-b" } },
      },
    });
    const asked = (name: string) => kitOf([name], setting).preconditions.map(({ what }) => what);
    const consent =
      "the people responsible for what else runs on these hosts agree, because a scenario cuts off, reboots or switches off the host with everything on it: on sip-b SIP_Out_P (pair outbound), Message_Server_Staging (Message Server)";
    expect(asked("rolling-host-reboot")).toContain(consent);
    // The host of the primary runs nothing else, and a process that ends takes nothing with it.
    expect(asked("primary-host-reboot")).not.toContainEqual(expect.stringContaining("the people responsible"));
    expect(asked("primary-process-crash")).not.toContainEqual(expect.stringContaining("the people responsible"));
    expect(kitMarkdown(kitOf(["rolling-host-reboot"], setting))).toContain(`- [ ] ${consent}\n`);
  });

  test("counts calls if a limit is given", () => {
    expect(kitOf(["switchover-by-hand"], undefined, 20).preconditions.at(-1)).toEqual({
      kind: "calls",
      what: "calls under way on the pair",
      most: 20,
    });
  });
});

describe("drill.md", () => {
  const text = kitMarkdown(kitOf(["primary-host-power-loss", "primary-process-hang"], sampleSetting(), 20));

  test("has a box for each check, a place for each time, and what is expected", () => {
    expect(text).toContain("- [ ] calls under way on the pair: at most 20\n");
    expect(text).toContain("- [ ] the hosts are as they were deployed: `sip-ha drift <output> --facts <folder>`\n");
    expect(text).toContain("No new call is answered for 13.5s; the expected range is 9s to 21.1s.");
    expect(text).toContain("   - [ ] the virtual IP 10.120.0.10 is on sip-b and nowhere else\n");
    expect(text.match(/\| done at \| nobody answered for \| as expected \| remarks \|/g)).toHaveLength(3);
  });

  test("says when to stop, how to restore the pair, and what is not tried", () => {
    expect(text).toContain("\n1. If a step made this necessary: Switch on the power of sip-a again.\n");
    expect(text).toContain(
      "| primary-process-hang | nothing notices a server that hangs: callers would wait until somebody ends it |",
    );
  });

  test("names both servers of the pair", () => {
    for (const { application } of serversOf(sampleSetting().pair)) expect(text).toContain(application);
  });
});

test("everything that a drill may measure is a timer that every pair has", () => {
  const { timers } = sampleSetting();
  const measured = scenarios.flatMap(({ drill }) => (drill !== undefined && "measures" in drill ? drill.measures : []));
  expect(measured.filter((name) => !timers.has(name))).toEqual([]);
  expect(measured.length).toBeGreaterThan(5);
});

test("for every scenario of the catalogue it is decided whether it is tried", () => {
  expect(scenarios.filter(({ drill }) => drill === undefined).map(({ name }) => name)).toEqual([]);
});
