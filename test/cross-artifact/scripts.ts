import { broadcastAddress, isIpv6, netmask, prefixLength } from "../../lib/model/address";
import { type Host, interfaceOn, managementAddress } from "../../lib/model/host";
import { solutionControlServersOf } from "../../lib/model/management-layer";
import { type SipServerPair, serversOf } from "../../lib/model/pair";
import type { Topology } from "../../lib/model/topology";
import { virtualIpOf } from "../../lib/options";
import { type Complaint, linesOf, type Stack, type Walk } from "./stack";

/** The right values of a script's variables. The general walk checks variables that are not named here. */
type Values = Readonly<Record<string, string | undefined>>;

/** The values for every script of a host. */
function hostValues(topology: Topology, host: Host): Values {
  const controlServers = solutionControlServersOf(topology.managementLayer).map(
    ({ host }) => topology.hosts.get(host)!,
  );
  return {
    HOST: host.name,
    ENVIRONMENT: topology.environment,
    INSTALL_DIRECTORY: host.installDirectory,
    SOLUTION_CONTROL_SERVERS: controlServers.map(managementAddress).join(" "),
  };
}

/** The values for a script of a pair, on one of its hosts. */
function pairValues(topology: Topology, host: Host, pair: SipServerPair): Values {
  const claim = virtualIpOf(pair, topology);
  const network = claim && topology.networks.get(claim.network);
  if (claim === undefined || network === undefined) return { PAIR: pair.name };
  const peer = serversOf(pair)
    .map((server) => topology.hosts.get(server.host)!)
    .find(({ name }) => name !== host.name);
  const own = interfaceOn(host, network.name);
  return {
    PAIR: pair.name,
    VIRTUAL_IP: claim.address,
    INTERFACE: own?.name,
    HOST_ADDRESS: own?.address,
    PEER_ADDRESS: peer && interfaceOn(peer, network.name)?.address,
    GATEWAY: network.gateway ?? "",
    PREFIX_LENGTH: String(prefixLength(network.cidr)),
    ...(isIpv6(network.cidr) ? {} : { NETMASK: netmask(network.cidr), BROADCAST: broadcastAddress(network.cidr) }),
  };
}

/** `NAME='value'` in a shell script, `set "NAME=value"` in a batch file. */
const ASSIGNMENT = /^(?:([A-Z_]+)='([^']*)'|set "([A-Z_]+)=([^"%!]*)")$/;

/** Checks that the own address, the peer, the pair and so on in a host's script are the model's values for that host and pair. */
export const scriptsWalk: Walk = (stack) =>
  stack.listed.flatMap(({ path, target, construct }) => {
    const { topology } = stack;
    const pair = topology.pairs.get(construct.replace(/^pairs\./, ""));
    const host = topology.hosts.get(target?.host ?? "");
    if (pair === undefined || host === undefined || stack.files[path] === undefined) return [];
    const values = { ...hostValues(topology, host), ...pairValues(topology, host, pair) };
    return linesOf(stack, path).flatMap(([line, text]) => {
      const [, shell, quoted, batch, bare] = ASSIGNMENT.exec(text) ?? [];
      const right = values[(shell ?? batch)!];
      const found = quoted ?? bare;
      // A variable that is emptied, or set to something that the script finds, has no value in the model.
      if (right === undefined || found === right || (batch !== undefined && found === "")) return [];
      return [{ file: path, line, text: `${shell ?? batch} is ${found}, not ${right}` }];
    });
  });

/** The rows of an installer's lists: a line of a shell script, or the lines before a call in a batch file. */
function* rows(stack: Stack, path: string): Generator<readonly [number, readonly string[]]> {
  let row: string[] = [];
  for (const [line, text] of linesOf(stack, path)) {
    const shell = /^ {2}"\$1"((?: '[^']*')+)$/.exec(text)?.[1];
    if (shell !== undefined) yield [line, [...shell.matchAll(/'([^']*)'/g)].map(([, value]) => value!)];
    const batch = /^set "[A-Z_]+=([^"%]*)"$/.exec(text)?.[1];
    if (batch !== undefined) row.push(batch);
    else {
      if (text === "call :%EACH%" && row.length > 0) yield [line, row];
      row = [];
    }
  }
}

/** An octal mode as ls shows it: `0750` is `-rwxr-x---`. */
function permissions(mode: string): string {
  const letters = (digit: string) =>
    [..."rwx"].map((letter, bit) => (Number(digit) & (4 >> bit) ? letter : "-")).join("");
  return `-${[...mode].slice(-3).map(letters).join("")}`;
}

/** Checks that every row of an installer's lists is in the model: a file and its target, an interface, a virtual IP. */
export const installersWalk: Walk = (stack) => {
  const { topology, listed, files } = stack;
  const complaints: Complaint[] = [];
  for (const path of Object.keys(files)) {
    const name = /^hosts\/([^/]+)\/deploy(?:\.cmd)?$/.exec(path)?.[1];
    const host = topology.hosts.get(name ?? "");
    if (host === undefined) continue;
    const targets = listed.flatMap(({ path: file, target }) =>
      target !== undefined && target.host === name
        ? [[file.slice(`hosts/${name}/`.length), target.path, target.mode, target.group] as const]
        : [],
    );
    const pairs = [...topology.pairs.values()].filter((pair) => serversOf(pair).some((server) => server.host === name));
    // On a Windows host with addresses of both families, each row names its family.
    const withFamily = (address: string | undefined, row: readonly (string | undefined)[]) => [
      row.join(" | "),
      [isIpv6(address ?? "") ? "ipv6" : "ipv4", ...row].join(" | "),
    ];
    const right = [
      ...targets.map((row) => row.join(" | ")),
      ...targets.map((row) => [...row, permissions(row[2])].join(" | ")),
      ...targets.map(([file, target]) => [file, target].join(" | ")),
      ...host.interfaces.flatMap((one) => withFamily(one.address, [one.name, one.address])),
      ...pairs.flatMap((pair) => {
        const { VIRTUAL_IP, INTERFACE, PEER_ADDRESS } = pairValues(topology, host, pair);
        return withFamily(VIRTUAL_IP, [VIRTUAL_IP, INTERFACE, PEER_ADDRESS]);
      }),
    ];
    // The general walk checks a row with only one value or with the name of a task.
    for (const [line, row] of rows(stack, path)) {
      const isTold =
        targets.some(([file]) => file === row[0]) || row.some((value) => /^[\da-f.:]+[.:][\da-f.:]+$/i.test(value));
      const text = row.join(" | ");
      if (row.length > 1 && isTold && !right.includes(text))
        complaints.push({ file: path, line, text: `${text} is not the model's` });
    }
    const values = hostValues(topology, host);
    for (const [line, text] of linesOf(stack, path)) {
      const [, shell, quoted, batch, bare] = ASSIGNMENT.exec(text) ?? [];
      const value = values[(shell ?? batch)!];
      if (value !== undefined && (quoted ?? bare) !== value)
        complaints.push({ file: path, line, text: `${shell ?? batch} is ${quoted ?? bare}, not ${value}` });
    }
  }
  return complaints;
};
