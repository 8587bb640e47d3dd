import { managementAddress } from "../../lib/model/host";
import { managementApplicationsOf } from "../../lib/model/management-layer";
import { serversOf } from "../../lib/model/pair";
import { objectNames } from "./general";
import { type Complaint, json, linesOf, type Stack, type Walk } from "./stack";

interface Named {
  readonly name: string;
}
interface Application extends Named {
  readonly appPrototype?: string;
  readonly serverInfo: { readonly host: string; readonly backupServer?: string };
  readonly portInfos?: readonly { readonly id: string; readonly port: string }[];
  readonly appServers?: readonly { readonly appServer: string }[];
  readonly tenants?: readonly string[];
  readonly workDirectory?: string;
  readonly commandLine?: string;
  readonly commandLineArguments?: string;
}
interface AlarmCondition extends Named {
  readonly alarmDetectEvent: { readonly app?: string };
  readonly reactionScripts?: readonly { readonly name: string; readonly tenant: string }[];
}
interface Objects {
  readonly hosts: readonly (Named & { readonly ipAddress: string; readonly lcaPort: string })[];
  readonly scripts?: readonly (Named & { readonly tenant: string })[];
  readonly applications: readonly Application[];
  readonly alarmConditions?: readonly AlarmCondition[];
}
interface Reactions {
  readonly reactions: readonly { readonly script: string; readonly startsApplication: string; readonly host: string }[];
}

const OBJECTS = "configuration-layer/objects.json";

/** Checks that every reference in objects.json leads to an object or to an existing application, and that every value is the model's. */
export const objectsWalk: Walk = (stack) => {
  const { topology, listed } = stack;
  const objects = json(stack, OBJECTS) as Objects;
  const complaints: Complaint[] = [];
  const expectSame = (what: string, found: unknown, right: unknown) => {
    if (found !== right) complaints.push({ file: OBJECTS, text: `${what} is ${found}, not ${right}` });
  };
  const expectOneOf = (what: string, found: string, right: ReadonlySet<string>) => {
    if (!right.has(found)) complaints.push({ file: OBJECTS, text: `${what} is ${found}, which does not exist` });
  };
  const names = (list: readonly Named[] = []) => new Set(list.map(({ name }) => name));
  const hosts = names(objects.hosts);
  const scripts = names(objects.scripts);
  const applications = new Set([...names(objects.applications), ...existingApplications(stack)]);
  for (const host of objects.hosts) {
    const declared = topology.hosts.get(host.name);
    expectSame(`the address of host ${host.name}`, host.ipAddress, declared && managementAddress(declared));
    expectSame(`the LCA port of host ${host.name}`, host.lcaPort, String(declared?.localControlAgent.port));
  }
  const templates = new Set(Object.values(topology.genesys.templates));
  for (const application of objects.applications) {
    const { name, serverInfo, workDirectory, commandLine, commandLineArguments = "" } = application;
    expectOneOf(`the host of ${name}`, serverInfo.host, hosts);
    if (application.appPrototype !== undefined)
      expectOneOf(`the template of ${name}`, application.appPrototype, templates);
    if (serverInfo.backupServer !== undefined)
      expectOneOf(`the backup of ${name}`, serverInfo.backupServer, applications);
    for (const { appServer } of application.appServers ?? [])
      expectOneOf(`a connection of ${name}`, appServer, applications);
    for (const tenant of application.tenants ?? [])
      expectSame(`the tenant of ${name}`, tenant, topology.genesys.tenant);
    if (commandLine === undefined) continue;
    const command = [commandLine, ...commandLineArguments.split(" ")].find((word) =>
      listed.some(({ target }) => target?.host === serverInfo.host && target.path === word),
    );
    if (command === undefined)
      complaints.push({
        file: OBJECTS,
        text: `${name} starts ${commandLine} ${commandLineArguments}, which ${serverInfo.host} does not get`,
      });
    else expectSame(`the working directory of ${name}`, workDirectory, command.replace(/[\\/][^\\/]*$/, ""));
  }
  for (const pair of topology.pairs.values())
    for (const server of serversOf(pair)) {
      const application = objects.applications.find(({ name }) => name === server.application);
      expectSame(`the host of ${server.application}`, application?.serverInfo.host, server.host);
      const ports = application?.portInfos?.map(({ port }) => port).join(", ");
      const right = [...new Set([server.ports.tlib, server.ports.haSync])].join(", ");
      expectSame(`the ports of ${server.application}`, ports, right);
      const backup = server === pair.primary ? pair.backup.application : undefined;
      expectSame(`the backup of ${server.application}`, application?.serverInfo.backupServer, backup);
    }
  for (const { name, tenant } of objects.scripts ?? [])
    expectSame(`the tenant of ${name}`, tenant, topology.genesys.tenant);
  for (const { name, alarmDetectEvent, reactionScripts } of objects.alarmConditions ?? []) {
    if (alarmDetectEvent.app !== undefined)
      expectOneOf(`the application of ${name}`, alarmDetectEvent.app, applications);
    for (const reaction of reactionScripts ?? []) {
      expectOneOf(`a reaction of ${name}`, reaction.name, scripts);
      expectSame(`the tenant of a reaction of ${name}`, reaction.tenant, topology.genesys.tenant);
    }
  }
  const named = [topology.environment, ...serverNames(stack)];
  for (const name of objectNames(stack))
    if (!named.some((one) => name === one || name.startsWith(`${one}_`)))
      complaints.push({
        file: OBJECTS,
        text: `${name} is named neither after the environment nor after an application of the model`,
      });
  return complaints;
};

/** Applications that exist beforehand: the applications of the Management Layer. */
function existingApplications({ topology: { managementLayer } }: Stack): string[] {
  return managementApplicationsOf(managementLayer).map(({ application }) => application);
}

/** Every application that any part of the model names. */
function serverNames(stack: Stack): string[] {
  const names = existingApplications(stack);
  const gather = (value: unknown): void => {
    if (value instanceof Map) for (const item of value.values()) gather(item);
    else if (typeof value === "object" && value !== null)
      for (const [key, item] of Object.entries(value)) {
        if (key === "application" && typeof item === "string") names.push(item);
        else gather(item);
      }
  };
  gather(stack.topology);
  return names;
}

/** Checks that every reaction in reactions.json is a script object, and starts an application on the application's own host. */
export const reactionsWalk: Walk = (stack) => {
  const file = "configuration-layer/reactions.json";
  const { scripts = [], applications } = json(stack, OBJECTS) as Objects;
  const reactions = (json(stack, file) as Reactions | undefined)?.reactions ?? [];
  const complaints = reactions.flatMap(({ script, startsApplication, host }) => {
    const application = applications.find(({ name }) => name === startsApplication);
    return [
      ...(scripts.some(({ name }) => name === script) ? [] : [`${script} is no script of objects.json`]),
      ...(application === undefined ? [`${startsApplication} is no application of objects.json`] : []),
      ...(application !== undefined && application.serverInfo.host !== host
        ? [`${startsApplication} is on ${application.serverInfo.host}, not on ${host}`]
        : []),
    ];
  });
  const told = new Set(reactions.map(({ script }) => script));
  const untold = scripts.filter(({ name }) => !told.has(name)).map(({ name }) => `nothing is said of ${name}`);
  return [...complaints, ...untold].map((text) => ({ file, text }));
};

/** Checks that every options file belongs to an existing application, names it, and has its ports. */
export const optionsFilesWalk: Walk = (stack) => {
  const applications = new Set([...objectNames(stack), ...serverNames(stack)]);
  const servers = [...stack.topology.pairs.values()].flatMap((pair) =>
    serversOf(pair).map((server) => ({ pair, server })),
  );
  const complaints: Complaint[] = [];
  for (const file of Object.keys(stack.files)) {
    const name = /^configuration-layer\/options\/(.+)\.cfg$/.exec(file)?.[1];
    if (name === undefined) continue;
    const say = (text: string) => complaints.push({ file, text });
    if (!applications.has(name)) say(`there is no application ${name}`);
    const lines = linesOf(stack, file).map(([, line]) => line);
    const told = /^# Options of application (.+?)\. /.exec(lines[0]!)?.[1];
    if (told !== name) say(`the file says that it belongs to ${told}`);
    const of = servers.find(({ server }) => server.application === name);
    if (of === undefined) continue;
    const { sip } = of.pair;
    const right = { "sip-port": sip.port, "sip-port-tls": sip.tlsPort, "http-port": of.server.ports.http };
    for (const [option, port] of Object.entries(right)) {
      const value = lines.find((line) => line.startsWith(`${option}=`))?.slice(option.length + 1);
      if (value !== undefined && value !== String(port)) say(`${option} is ${value}, not ${port}`);
    }
  }
  return complaints;
};
