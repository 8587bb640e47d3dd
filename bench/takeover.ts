// Measures how long a takeover takes, compared with Pacemaker's IPaddr2, keepalived and a naive script, on the same hosts in one run: npm run bench:takeover
// Needs root and the Debian packages iproute2, iputils-arping, resource-agents and keepalived. Everything happens in network namespaces.
import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../test/eventually";
import { now } from "../test/field/monotonic-time";
import { allowForeignAddresses, longestOutage, Probe, startResponder } from "../test/field/probe";
import type { Machine } from "../test/network-namespace";
import { SCRIPT, TakeoverBed, VIRTUAL_IP } from "../test/takeover-bed";

const RUNS = 20;
const INTERFACE = "eth1";

const KEEPALIVED_PID = "/run/bench.pid";

/** Something that puts the virtual IP on a host and takes it off. */
interface Contender {
  readonly name: string;
  readonly up: readonly string[];
  readonly down: readonly string[];
}

const OURS: Contender = { name: "sip-server-ha", up: [SCRIPT, "up"], down: [SCRIPT, "down"] };
const IPADDR2: Contender = { name: "IPaddr2", up: ["/opt/ipaddr2", "start"], down: ["/opt/ipaddr2", "stop"] };
const NAIVE: Contender = { name: "naive script", up: ["/opt/naive", "up"], down: ["/opt/naive", "down"] };

const IPADDR2_SCRIPT = `#!/bin/sh
export OCF_ROOT=/usr/lib/ocf OCF_RESOURCE_INSTANCE=vip OCF_RESOURCE_TYPE=IPaddr2 OCF_RESOURCE_PROVIDER=heartbeat
export OCF_RESKEY_ip=${VIRTUAL_IP} OCF_RESKEY_cidr_netmask=24 OCF_RESKEY_nic=${INTERFACE} OCF_RESKEY_iflabel=sip
export HA_debug=0 HA_LOGFILE=/dev/null HA_use_logd=no
exec /usr/lib/ocf/resource.d/heartbeat/IPaddr2 "$1" </dev/null >/dev/null 2>&1
`;

const NAIVE_SCRIPT = `#!/bin/sh
case $1 in
  up)
    ip address add ${VIRTUAL_IP}/24 dev ${INTERFACE}
    arping -q -U -c 3 -I ${INTERFACE} ${VIRTUAL_IP} </dev/null >/dev/null 2>&1 &
    ;;
  down) ip address delete ${VIRTUAL_IP}/24 dev ${INTERFACE} ;;
esac
`;

let bed: TakeoverBed;
let hosts: readonly [Machine, Machine];
const rows: {
  readonly name: string;
  readonly values: readonly number[];
  readonly bar?: string;
  readonly kept?: boolean;
}[] = [];

main().then(
  () => process.exit(rows.every(({ kept }) => kept !== false) ? 0 : 1),
  (error) => {
    console.error(error);
    process.exit(2);
  },
);

async function main(): Promise<void> {
  bed = await TakeoverBed.open();
  process.once("SIGINT", () => process.exit(1));
  process.once("exit", () => bed.close());
  hosts = [bed.a.machine, bed.b.machine];
  for (const machine of hosts) {
    machine.write("/opt/ipaddr2", IPADDR2_SCRIPT);
    machine.write("/opt/naive", NAIVE_SCRIPT);
    await allowForeignAddresses(machine);
    await startResponder(machine, VIRTUAL_IP);
  }
  await starts();
  await status();
  await switchovers();
  await virtualRouters();
  print();
}

/** From the start of "up" to the first announcement on the wire, and to the end of "up". The address is usable before it is announced. */
async function starts(): Promise<void> {
  const contenders = [OURS, IPADDR2, NAIVE];
  const announced = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  const ended = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  const started: number[] = [];
  const wire = await watchAnnouncements();
  for (let run = 0; run <= RUNS; run++) {
    started.push((await hosts[0].run(["true"])).milliseconds);
    for (const { name, up, down } of contenders) {
      const since = now();
      const { code, stderr } = await hosts[0].run(up);
      const end = now();
      if (code !== 0) throw new Error(`${name}: ${code}: ${stderr}`);
      await eventually(() => wire.first(since) !== undefined);
      // The first run is not counted: it warms up the caches.
      if (run > 0) {
        announced.get(name)!.push(wire.first(since)! - since);
        ended.get(name)!.push(end - since);
      }
      await hosts[0].run(down);
      await silence();
    }
  }
  wire.stop();
  for (const { name } of contenders) row(`up to the first announcement: ${name}`, announced.get(name)!);
  for (const { name } of contenders) row(`up to its end: ${name}`, ended.get(name)!);
  row("the start of any process on the host (true)", started);
  const own = (values: readonly number[]) => median(values) - median(started);
  const ratio = own(announced.get(OURS.name)!) / own(ended.get(IPADDR2.name)!);
  row("up to the first announcement, ours / IPaddr2's start, both without that", [ratio], "<= 0.4", ratio <= 0.4);
}

/** Ends announcements that a contender still makes in the background: they would turn the client away from the next contender. */
async function silence(): Promise<void> {
  for (const host of hosts) await host.run(["pkill", "-9", "arping|send_arp"]);
  await sleep(200);
}

/** The time of the script itself. Starting any command on a machine takes part of the measured time; "true" measures that part. */
async function status(): Promise<void> {
  const [own, nothing]: [number[], number[]] = [[], []];
  for (let run = 0; run < RUNS; run++) {
    own.push((await hosts[0].run([SCRIPT, "status"])).milliseconds);
    nothing.push((await hosts[0].run(["true"])).milliseconds);
  }
  row("status, with the start of a process on the host", own);
  row("that start alone (true)", nothing);
  const net = median(own) - median(nothing);
  row("status", [net], "< 15", net < 15);
}

async function switchovers(): Promise<void> {
  const contenders = [OURS, IPADDR2, NAIVE];
  for (const way of ["in sequence", "at once"] as const) {
    const gaps = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
    for (let run = 0; run < RUNS; run++)
      for (const contender of contenders) {
        const [from, to] = run % 2 === 0 ? hosts : [hosts[1], hosts[0]];
        await from.run(contender.up);
        gaps.get(contender.name)!.push(
          await outage(async () => {
            const down = from.run(contender.down);
            if (way === "in sequence") await down;
            await Promise.all([down, to.run(contender.up)]);
          }),
        );
        await to.run(contender.down);
        await silence();
      }
    for (const { name } of contenders) {
      const gap = median(gaps.get(name)!);
      const title = `switchover, scripts ${way}: ${name}`;
      if (name === OURS.name) row(title, gaps.get(name)!, "<= 40", gap <= 40);
      else row(title, gaps.get(name)!);
    }
  }
}

/** keepalived runs on both hosts. The master ends in good order, and the other host takes over. */
async function virtualRouters(): Promise<void> {
  const kinds = { "as packaged": { version: 2, interval: 1 }, tuned: { version: 3, interval: 0.1 } };
  for (const [name, { version, interval }] of Object.entries(kinds)) {
    const gaps: number[] = [];
    for (let run = 0; run < RUNS / 4; run++) {
      await startKeepalived(hosts[0], version, interval, 150);
      await eventually(async () => await holds(hosts[0]), 10_000);
      await startKeepalived(hosts[1], version, interval, 100);
      await sleep(800);
      gaps.push(
        await outage(async () => {
          await endKeepalived(hosts[0]);
          await eventually(() => holds(hosts[1]), 10_000);
        }),
      );
      await endKeepalived(hosts[1]);
      for (const machine of hosts) await eventually(() => !machine.exists(KEEPALIVED_PID), 5_000);
    }
    row(`switchover, the master ends: keepalived ${name} (VRRP ${version}, ${interval} s)`, gaps);
  }
}

async function startKeepalived(machine: Machine, version: number, interval: number, priority: number): Promise<void> {
  machine.write(
    "/etc/keepalived/bench.conf",
    `global_defs {
  router_id ${machine.name}
}
vrrp_instance bench {
  version ${version}
  state BACKUP
  interface ${INTERFACE}
  virtual_router_id 51
  priority ${priority}
  advert_int ${interval}
  virtual_ipaddress {
    ${VIRTUAL_IP}/24 dev ${INTERFACE}
  }
}
`,
    0o644,
  );
  const files = ["-f", "/etc/keepalived/bench.conf", "-p", KEEPALIVED_PID, "-r", "/run/bench-vrrp.pid"];
  machine.spawn(["keepalived", "-P", "-n", "-l", ...files]).on("error", () => {});
}

async function endKeepalived(machine: Machine): Promise<void> {
  await machine.shell(`kill -TERM "$(cat ${KEEPALIVED_PID})"`);
}

async function holds(machine: Machine): Promise<boolean> {
  return (await machine.shell(`ip -o -4 address show to ${VIRTUAL_IP}/32`)) !== "";
}

/** The longest time without an answer at a client, while something happens. */
async function outage(happens: () => Promise<void>): Promise<number> {
  const probe = await Probe.start(bed.client, VIRTUAL_IP);
  await sleep(150);
  await happens();
  await sleep(150);
  return longestOutage(await probe.stop());
}

/** The moments of gratuitous ARP for the virtual IP, as the client's interface sees it. */
async function watchAnnouncements() {
  const seen: number[] = [];
  const child = bed.client.spawn([
    "tcpdump",
    "-n",
    "-l",
    "--immediate-mode",
    "-i",
    INTERFACE,
    "arp",
    "and",
    "src",
    VIRTUAL_IP,
  ]);
  child.stdout!.setEncoding("utf8").on("data", () => seen.push(now()));
  await new Promise<void>((resolve) => child.stderr!.on("data", (text) => /listening/.test(String(text)) && resolve()));
  return {
    first: (since: number) => seen.find((at) => at > since),
    stop: () => child.kill("SIGKILL"),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function row(name: string, values: readonly number[], bar?: string, kept?: boolean): void {
  rows.push({ name, values, ...(bar === undefined ? {} : { bar, kept: kept! }) });
}

function print(): void {
  const cells = rows.map(({ name, values, bar = "", kept }) => {
    const sorted = values.toSorted((a, b) => a - b);
    const digits = sorted.at(-1)! < 2 ? 2 : 0;
    const range = sorted.length === 1 ? "" : `[${sorted[0]!.toFixed(digits)}..${sorted.at(-1)!.toFixed(digits)}]`;
    return [name, median(values).toFixed(digits), range, bar, kept === undefined ? "" : kept ? "kept" : "MISSED"];
  });
  const table = [["what", "ms", "least..most", "bar", ""], ...cells];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  for (const line of table)
    console.log(
      line
        .map((cell, column) => (column === 1 ? cell.padStart(widths[1]!) : cell.padEnd(widths[column]!)))
        .join("  ")
        .trimEnd(),
    );
  console.log(
    `\nmedians of ${RUNS} runs each, taken in turns; of ${RUNS / 4} runs for keepalived; outages are measured by a probe every 5 ms`,
  );
}
