import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Machine } from "../network-namespace";
import { type OptionSections, optionSections, readConfigurationObjects } from "./configuration-objects";

/** A SIP Server as in the options files. */
interface Member {
  readonly application: string;
  readonly address: string;
  readonly port: string;
}

/** The settings of a proxy, only from the files of an environment. */
export interface ProxySettings {
  readonly application: string;
  readonly host: string;
  readonly address: string;
  readonly port: string;
  /** Seconds. */
  readonly oosCheck: number;
  /** The configured primary, then its backup. */
  readonly members: readonly Member[];
}

/** Reads the options files of the proxies, and the objects that they name, from the folder of an environment. */
export function proxySettings(folder: string): ProxySettings[] {
  const { applications } = readConfigurationObjects(folder);
  const options = (application: string): OptionSections =>
    optionSections(readFileSync(join(folder, "configuration-layer/options", `${application}.cfg`), "utf8"));
  const ports = srvPorts(folder);
  return applications.flatMap(({ name, serverInfo }): ProxySettings[] => {
    const { sipproxy } = name.startsWith("SIP_Proxy") ? options(name) : {};
    if (sipproxy === undefined) return [];
    const primary = applications.find((one) => one.name === sipproxy["serving-sipserver"])!;
    const members = [primary.name, primary.serverInfo.backupServer!].map((application): Member => {
      const { TServer } = options(application);
      return { application, address: TServer!["sip-address"]!, port: TServer!["sip-port"]! };
    });
    const port = ports.get(serverInfo.host)!;
    const address = sipproxy["sip-address"]!;
    return [
      { application: name, host: serverInfo.host, address, port, oosCheck: Number(sipproxy["oos-check"]), members },
    ];
  });
}

/** The port of each target host in the SRV records. A person enters the listening port of a proxy by hand; the records say which port it is. */
function srvPorts(folder: string): Map<string, string> {
  const { records } = JSON.parse(readFileSync(join(folder, "dns/records.json"), "utf8")) as {
    records: { type: string; data: string[] }[];
  };
  const srv = records.filter(({ type }) => type === "SRV").flatMap(({ data }) => data.map((one) => one.split(" ")));
  return new Map(srv.map(([, , port, target]) => [target!.split(".")[0]!, port!]));
}

/**
 * The stand-in of a SIP Proxy: Kamailio, which asks both servers with OPTIONS every `oos-check` and sends every request to the first one that answers.
 * It differs from the documented algorithm: it asks both servers all the time, but a SIP Proxy asks only the active one until that server is silent.
 */
export async function startKamailio(machine: Machine, settings: ProxySettings): Promise<void> {
  machine.write("/etc/kamailio/proxy.cfg", configuration(settings), 0o644);
  machine.write("/etc/kamailio/dispatcher.list", dispatcherList(settings), 0o644);
  await machine.shell("mkdir -p /run/kamailio");
  const words = ["-DD", "-E", "-m", "16", "-M", "4", "-Y", "/run/kamailio"];
  const child = machine.spawn(["kamailio", "-f", "/etc/kamailio/proxy.cfg", ...words]);
  child.stdout!.resume();
  child.stderr!.resume();
}

/** While both servers answer, the configured primary comes first. */
function dispatcherList({ members }: ProxySettings): string {
  return members.map(({ address, port }, index) => `1 sip:${address}:${port} 0 ${10 - index}\n`).join("");
}

function configuration({ address, port, oosCheck }: ProxySettings): string {
  return `#!KAMAILIO
log_stderror=yes
children=1
auto_aliases=no
dns=no
rev_dns=no
disable_tcp=yes
listen=udp:${address}:${port}
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "pv.so"
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "kex.so"
loadmodule "dispatcher.so"
modparam("tm", "fr_timer", ${1_000 * oosCheck})
modparam("dispatcher", "list_file", "/etc/kamailio/dispatcher.list")
modparam("dispatcher", "flags", 2)
modparam("dispatcher", "xavp_dst", "_dsdst_")
modparam("dispatcher", "ds_ping_method", "OPTIONS")
modparam("dispatcher", "ds_ping_from", "sip:proxy@${address}")
modparam("dispatcher", "ds_ping_interval", ${oosCheck})
modparam("dispatcher", "ds_probing_mode", 1)
modparam("dispatcher", "ds_probing_threshold", 1)
modparam("dispatcher", "ds_inactive_threshold", 1)
modparam("dispatcher", "ds_ping_reply_codes", "class=2")
request_route {
  if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
  if (is_method("CANCEL")) { if (t_check_trans()) t_relay(); exit; }
  if (!is_method("ACK")) t_check_trans();
  if (!ds_select_dst("1", "8")) { if (!is_method("ACK")) sl_send_reply("503", "No server"); exit; }
  t_relay();
}
`;
}
