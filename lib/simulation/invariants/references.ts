import { managementApplicationsOf } from "../../model/management-layer";
import { serversOf } from "../../model/pair";
import { optionOf, virtualIpOf } from "../../options";
import type { Setting } from "../setting";
import type { Invariant } from "./invariant";

/** I16. A name that leads nowhere is noticed only when it is needed: at the failover. */
export const references: Invariant = {
  number: "I16",
  name: "references",
  title: "every object, application, program, host and address that is referred to exists, and only once",
  applies: () => true,
  flaw: (setting) => {
    const wrong = [
      ...alarms(setting),
      ...reactions(setting),
      ...programs(setting),
      ...hosts(setting),
      ...repeated(setting),
    ];
    return wrong.length === 0 ? undefined : wrong.join("; ");
  },
};

function alarms({ alarmConditions, reactions: known, pair }: Setting): string[] {
  const servers = serversOf(pair).map(({ application }) => application);
  return alarmConditions.flatMap(({ name, alarmDetectEvent: { app }, reactionScripts = [] }) => [
    ...(app === undefined || servers.includes(app)
      ? []
      : [`${name} is about ${app}, which is not a server of the pair`]),
    ...reactionScripts
      .filter((script) => !known.has(script.name))
      .map((script) => `${name} names the reaction ${script.name}, which starts nothing`),
  ]);
}

function reactions({ reactions: all, scriptApplications }: Setting): string[] {
  return [...all.values()].flatMap(({ script, startsApplication, host }) => {
    const application = scriptApplications.get(startsApplication);
    if (application === undefined) return [`${script} starts ${startsApplication}, which is not an application`];
    return application.serverInfo.host === host
      ? []
      : [
          `${script} starts ${startsApplication} on ${host}, but it is an application of ${application.serverInfo.host}`,
        ];
  });
}

/** The program that an application starts is a file that its host gets. An application without a command line, such as a SIP Proxy, is installed with its own. */
function programs({ topology, pair, scriptApplications }: Setting): string[] {
  const applications = [...scriptApplications.values()].filter(({ commandLine }) => commandLine !== undefined);
  if (applications.length === 0) return [];
  const installed = new Set(
    optionOf(pair)
      .artifacts(topology, pair)
      .map(({ target }) => `${target?.host} ${target?.path}`),
  );
  return applications.flatMap(({ name, commandLine, commandLineArguments = "", serverInfo: { host } }) => {
    // An application that was installed from elsewhere, such as a SIP Proxy, has no command line from this library.
    if (commandLine === undefined) return [];
    const words = [commandLine, ...commandLineArguments.split(" ")];
    // After sudo comes its option -n, then the program.
    const program = words[0]!.endsWith("/sudo") ? words[2] : words[0];
    return installed.has(`${host} ${program}`) ? [] : [`${name} starts ${program}, which ${host} does not get`];
  });
}

function hosts({ topology, pair, scriptApplications }: Setting): string[] {
  const used = [
    ...[...serversOf(pair), ...managementApplicationsOf(topology.managementLayer)].map(({ application, host }) => [
      application,
      host,
    ]),
    ...[...scriptApplications.values()].map(({ name, serverInfo }) => [name, serverInfo.host]),
  ] as const;
  return used
    .filter(([, host]) => !topology.hosts.has(host!))
    .map(([name, host]) => `${name} is on ${host}, which is not a host`);
}

function repeated({ topology, pair, scriptApplications }: Setting): string[] {
  const names = [...serversOf(pair), ...managementApplicationsOf(topology.managementLayer)].map(
    ({ application }) => application,
  );
  const virtualIp = virtualIpOf(pair, topology);
  const addresses = [...topology.hosts.values()].flatMap((host) => host.interfaces.map(({ address }) => address));
  return [
    ...twice([...names, ...scriptApplications.keys()]).map((name) => `two applications have the name ${name}`),
    ...twice(addresses).map((address) => `two interfaces have the address ${address}`),
    ...(virtualIp !== undefined && addresses.includes(virtualIp.address)
      ? [`the virtual IP ${virtualIp.address} is an address of a host`]
      : []),
  ];
}

function twice(values: readonly string[]): string[] {
  const seen = new Set<string>();
  const again = values.filter((value) => {
    const isKnown = seen.has(value);
    seen.add(value);
    return isKnown;
  });
  return [...new Set(again)];
}
