import type { As3Declaration } from "../../lib/options/big-ip/as3-declaration";
import { eventually } from "../eventually";
import type { Machine } from "../network-namespace";

/** A pool with its monitor and the address that callers use, as in a declaration for a BIG-IP. */
export interface DeclaredPool {
  readonly virtualAddress: string;
  readonly virtualPort: number;
  /** Seconds. */
  readonly interval: number;
  /** Seconds. */
  readonly timeout: number;
  readonly codesUp: readonly number[];
  readonly members: readonly { readonly address: string; readonly port: number; readonly priorityGroup: number }[];
  /** Whether the members of the highest group that is up get all traffic. */
  readonly hasPriorityGroups: boolean;
}

/** A member as AS3 has it. */
interface DeclaredMember {
  readonly servicePort: number;
  readonly serverAddresses: readonly string[];
  readonly priorityGroup: number;
}

/** Reads a pair's UDP pool from a declaration, following its pointers as a device does. */
export function declaredPool({ declaration }: As3Declaration, tenant: string, pair: string): DeclaredPool {
  // biome-ignore lint/suspicious/noExplicitAny: the shape is AS3's.
  const items = (declaration[tenant] as any)[pair];
  const server = items.vs_sip_udp;
  const pool = items[server.pool];
  const monitor = items[pool.monitors[0].use];
  return {
    virtualAddress: items[server.virtualAddresses[0].use].virtualAddress,
    virtualPort: server.virtualPort,
    interval: monitor.interval,
    timeout: monitor.timeout,
    codesUp: monitor.codesUp,
    hasPriorityGroups: pool.minimumMembersActive > 0,
    members: pool.members.map((member: DeclaredMember) => ({
      address: member.serverAddresses[0]!,
      port: member.servicePort,
      priorityGroup: member.priorityGroup,
    })),
  };
}

/**
 * Kamailio instead of the device. It asks the members with OPTIONS, and sends each datagram for the virtual address to a member that is up, as a pool with
 * datagram load balancing does. A member is down after as many unanswered questions as fit into the timeout, and up again at the first answer.
 */
export class KamailioPool {
  private constructor(private readonly machine: Machine) {}

  /** Starts Kamailio on a machine that has the virtual address. */
  static async start(machine: Machine, pool: DeclaredPool): Promise<KamailioPool> {
    machine.write("/tmp/pool.cfg", config(pool), 0o644);
    machine.write("/tmp/members.list", memberList(pool), 0o644);
    machine.spawn(["sh", "-c", "exec kamailio -f /tmp/pool.cfg -m 32 -M 4 -Y /tmp -DD -E >/tmp/pool.log 2>&1"]);
    const started = new KamailioPool(machine);
    const log = () => machine.read("/tmp/pool.log");
    await eventually(async () => (await started.members()).size === pool.members.length, 10_000, log);
    return started;
  }

  /** Whether each member is up, by its address. */
  async members(): Promise<Map<string, boolean>> {
    const { stdout } = await this.machine.run(["kamcmd", "-s", "unix:/tmp/pool.socket", "dispatcher.list"]);
    const found = stdout.matchAll(/URI: sip:([\d.]+):\d+[\s\S]*?FLAGS: (\w)/g);
    // Between the first lost question and the last one, the member is in the state "trying" (T), and is still used.
    return new Map([...found].map(([, address, state]) => [address!, state === "A" || state === "T"]));
  }
}

function config({ virtualAddress, virtualPort, interval, timeout, codesUp, hasPriorityGroups }: DeclaredPool): string {
  // Each question waits for its answer until the next question. So the last wait ends one timeout after the last answer.
  const questions = Math.max(1, Math.floor((timeout - interval) / interval));
  const codes = ["class=1", "class=2", "class=3", ...codesUp.map((code) => `code=${code}`)].join(";");
  const parameters = {
    ctl: { binrpc: "unix:/tmp/pool.socket" },
    tm: { fr_timer: 1_000 * interval },
    dispatcher: {
      list_file: "/tmp/members.list",
      flags: 2,
      xavp_dst: "_destination_",
      ds_ping_method: "OPTIONS",
      ds_ping_from: `sip:monitor@${virtualAddress}`,
      ds_ping_interval: interval,
      ds_probing_mode: 1,
      ds_probing_threshold: questions,
      ds_inactive_threshold: 1,
      ds_ping_reply_codes: codes,
    },
  };
  const modules = ["tm", "sl", "pv", "kex", "corex", "ctl", "dispatcher"];
  return `#!KAMAILIO
debug=2
log_stderror=yes
fork=yes
children=1
auto_aliases=no
mhomed=1
disable_tcp=yes
listen=udp:${virtualAddress}:${virtualPort}
listen=udp:${INSIDE_SELF_IP}:5060
mpath="/usr/lib/x86_64-linux-gnu/kamailio/modules/"
${modules.map((name) => `loadmodule "${name}.so"`).join("\n")}
${Object.entries(parameters)
  .flatMap(([name, values]) =>
    Object.entries(values).map(([key, value]) => `modparam("${name}", "${key}", ${JSON.stringify(value)})`),
  )
  .join("\n")}
request_route {
  if (!ds_select_dst("1", "${hasPriorityGroups ? 8 : 4}")) drop;
  forward();
}
`;
}

/** The device's address on the inside, in the example. */
export const INSIDE_SELF_IP = "10.214.0.1";

/** At first no member is up, because the monitor has seen no answer yet. */
function memberList({ members }: DeclaredPool): string {
  return members.map(({ address, port, priorityGroup }) => `1 sip:${address}:${port} 1 ${priorityGroup}\n`).join("");
}
