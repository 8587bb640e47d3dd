// The stand-in of Solution Control Server, with Message Server in it. Its first line of input has the objects and its settings. Each further
// line names an application whose pair is to switch over, or says whether Message Server runs. Its output is one record per line. It ends when its
// standard input ends.
import { AgentConnection } from "./agent-connection";
import type { ApplicationObject, ConfigurationObjects } from "./configuration-objects";
import { readJsonLines } from "./json-lines";
import type { Order, Report, Role, ServerState } from "./local-control-agent-protocol";
import type { ManagementLayerRecord, ManagementLayerSettings } from "./management-layer-record";
import { MessageServer } from "./message-server";
import { now } from "./monotonic-time";

const BECAME_PRIMARY = 5150;
const BECAME_BACKUP = 5151;
/** After its start it waits this long for the other server of a pair before it makes the only running server primary. */
const PATIENCE = 1_000;

type WithoutTime<T> = T extends unknown ? Omit<T, "at"> : never;

function record(what: WithoutTime<ManagementLayerRecord>): void {
  process.stdout.write(`${JSON.stringify({ at: now(), ...what })}\n`);
}

class SolutionControlServer {
  private readonly agents = new Map<string, AgentConnection>();
  private readonly connected = new Set<string>();
  /** The last state that its agent reported, by application. Without an agent nothing is known. */
  private readonly states = new Map<string, ServerState>();
  /** The role that each application was given, by application. */
  private readonly roles = new Map<string, Role>();
  private readonly running = new Set<string>();
  /** The application that was made primary last, by the pair's first application. */
  private readonly latest = new Map<string, string>();
  private readonly messageServer: MessageServer;
  private patient = true;
  /** Whether Message Server runs. */
  hasMessageServer = true;

  constructor(
    private readonly objects: ConfigurationObjects,
    private readonly settings: ManagementLayerSettings,
  ) {
    this.messageServer = new MessageServer(objects, {
      start: (application) => this.launch(application),
      alarm: (condition, is) => record({ kind: "alarm", condition, is }),
      fault: (text) => record({ kind: "fault", text }),
      after: (milliseconds, then) => {
        const timer = setTimeout(then, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    const used = new Set(objects.applications.map(({ serverInfo }) => serverInfo.host));
    for (const host of objects.hosts)
      if (used.has(host.name) && host.state === "enabled")
        this.connect(host.name, host.ipAddress, Number(host.lcaPort));
    setTimeout(() => {
      this.patient = false;
      this.decideAll();
    }, PATIENCE);
  }

  /** A switchover by hand: the old primary first, then the new one, then the log events. */
  switchOver(name: string): void {
    const pair = this.pairs().find((one) => one.some((application) => application.name === name));
    const primary = pair?.find((one) => this.roles.get(one.name) === "primary");
    const backup = pair?.find((one) => one !== primary);
    if (primary === undefined || backup === undefined || !this.canServe(backup))
      record({ kind: "fault", text: `no switchover of ${name}: there is no primary, or no backup that can serve` });
    else this.hand(primary, backup);
  }

  private connect(host: string, address: string, port: number): void {
    const addpTimeout = Number(this.objects.hostAnnex.addp?.["addp-timeout"] ?? 9) * 1_000;
    const listener = {
      connected: () => {
        this.connected.add(host);
        record({ kind: "host", host, is: "connected" });
      },
      lost: () => this.lost(host),
      reported: (report: Report) => this.reported(host, report),
    };
    this.agents.set(host, new AgentConnection({ address, port, addpTimeout }, listener));
  }

  private reported(host: string, report: Report): void {
    if (report.report === "servers") {
      for (const server of this.sipServersOn(host)) {
        const state = report.servers[server.name];
        if (state !== undefined) this.know(server.name, state);
        else {
          // After a boot the host runs nothing, and its servers have no roles any more.
          this.roles.delete(server.name);
          const command = this.settings.sipServers[server.name];
          if (command !== undefined)
            this.agents
              .get(host)!
              .send({ order: "start", application: server.name, command, autoRestart: server.autoRestart });
        }
      }
      this.decideAll();
    } else if (report.report === "server") {
      if (report.died) {
        record({ kind: "died", application: report.application });
        this.roles.delete(report.application);
      }
      this.know(report.application, report.state);
      this.decideAll();
    } else if (report.report === "ran") {
      const { application, code, started, ended, output } = report;
      this.running.delete(application);
      record({ kind: "exit", application, host, code, started, ended, output });
      if (code === undefined) record({ kind: "fault", text: `${application} could not be started: ${output}` });
    }
  }

  private know(application: string, state: ServerState): void {
    const before = this.states.get(application);
    if (state.running && before?.running && state.available !== before.available)
      record({ kind: "service", application, is: state.available ? "available" : "unavailable" });
    this.states.set(application, state);
    if (state.running && state.role === "primary") this.roles.set(application, "primary");
  }

  /** A host whose agent is silent counts as failed, with everything that it runs. */
  private lost(host: string): void {
    this.connected.delete(host);
    record({ kind: "host", host, is: "lost" });
    for (const { name } of this.sipServersOn(host)) {
      this.states.delete(name);
      this.roles.delete(name);
    }
    for (const { name, serverInfo } of this.objects.applications)
      if (serverInfo.host === host) this.running.delete(name);
    this.decideAll();
  }

  private decideAll(): void {
    for (const pair of this.pairs()) this.decide(pair);
  }

  private decide([first, second]: readonly [ApplicationObject, ApplicationObject]): void {
    const primaries = [first, second].filter((one) => this.roles.get(one.name) === "primary");
    // After a partition both are primary: the server that comes back gives way to the server that took over.
    if (primaries.length === 2) {
      this.assign(this.latest.get(first.name) === first.name ? second : first, "backup");
      return;
    }
    const [primary] = primaries;
    const able = [first, second].filter((one) => this.canServe(one));
    if (primary === undefined) {
      if (able.length === 0 || (able.length === 1 && this.patient && !this.latest.has(first.name))) return;
      this.assign(able[0]!, "primary");
    } else if (!able.includes(primary) && able.length === 1) this.hand(primary, able[0]!);
    for (const one of able) if (!this.roles.has(one.name)) this.assign(one, "backup");
  }

  private hand(from: ApplicationObject, to: ApplicationObject): void {
    this.order(from, "backup");
    this.order(to, "primary");
    this.logged(to, "primary");
    this.logged(from, "backup");
  }

  private assign(server: ApplicationObject, role: Role): void {
    this.order(server, role);
    this.logged(server, role);
  }

  private order({ name, serverInfo }: ApplicationObject, role: Role): void {
    this.roles.set(name, role);
    const first = this.pairs().find((pair) => pair.some((one) => one.name === name))![0];
    if (role === "primary") this.latest.set(first.name, name);
    record({ kind: "role", application: name, role });
    this.agents.get(serverInfo.host)?.send({ order: "role", application: name, role });
  }

  private logged({ name }: ApplicationObject, role: Role): void {
    const id = role === "primary" ? BECAME_PRIMARY : BECAME_BACKUP;
    record({ kind: "event", id, application: name });
    if (this.hasMessageServer) this.messageServer.log({ id, application: name });
    else record({ kind: "fault", text: `event ${id} of ${name} reaches no Message Server` });
  }

  private launch(name: string): void {
    const application = this.objects.applications.find((one) => one.name === name)!;
    const { host } = application.serverInfo;
    // A running application is not started a second time.
    if (this.running.has(name)) return;
    const order = runOrder(application);
    if (order === undefined) record({ kind: "fault", text: `${name}: it has no command line or no folder` });
    else if (this.agents.get(host)?.send(order)) {
      this.running.add(name);
      record({ kind: "launch", application: name, host });
    } else record({ kind: "fault", text: `${name}: the agent on ${host} cannot be reached` });
  }

  private canServe({ name, serverInfo }: ApplicationObject): boolean {
    const state = this.states.get(name);
    return this.connected.has(serverInfo.host) && state?.running === true && state.available;
  }

  /** The pairs in hot standby: without hot standby and a backup, nothing switches over. */
  private pairs(): (readonly [ApplicationObject, ApplicationObject])[] {
    const { applications } = this.objects;
    return applications.flatMap((primary) => {
      const backup = applications.find((one) => one.name === primary.serverInfo.backupServer);
      return backup === undefined || primary.redundancyType !== "hthotstanby" ? [] : [[primary, backup] as const];
    });
  }

  private sipServersOn(host: string): ApplicationObject[] {
    return this.objects.applications.filter(
      ({ name, serverInfo }) => serverInfo.host === host && this.settings.sipServers[name] !== undefined,
    );
  }
}

function runOrder({
  name,
  commandLine,
  commandLineArguments = "",
  workDirectory,
}: ApplicationObject): Order | undefined {
  if (commandLine === undefined || workDirectory === undefined) return undefined;
  const words = commandLineArguments.split(" ").filter((word) => word !== "");
  return { order: "run", application: name, command: commandLine, words, folder: workDirectory };
}

let server: SolutionControlServer | undefined;

readJsonLines<[ConfigurationObjects, ManagementLayerSettings] | string | boolean>(process.stdin, (line) => {
  if (typeof line === "string") server?.switchOver(line);
  else if (typeof line === "boolean") server!.hasMessageServer = line;
  else server = new SolutionControlServer(...line);
});
process.stdin.once("end", () => process.exit());
