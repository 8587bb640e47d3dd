import { hostObjects } from "../../configuration-layer/applications";
import { mergeServerOptions } from "../../configuration-layer/server-options";
import { serversOf } from "../../model/pair";
import { optionOf, virtualIpOf } from "../../options";
import type { Setting } from "../setting";
import type { Invariant } from "./invariant";

/** I15. Whoever manages the two servers, or uses T-Library, must reach each server by its own address; the virtual IP leads to whichever server has it. */
export const ownAddresses: Invariant = {
  number: "I15",
  name: "own-addresses",
  title: "the Management Layer, T-Library clients and Terraform use each host's own address, never the virtual IP",
  applies: ({ topology, pair }) => virtualIpOf(pair, topology) !== undefined,
  flaw: (setting) => {
    const { address } = virtualIpOf(setting.pair, setting.topology)!;
    const users = usersOf(setting, address);
    return users.length === 0 ? undefined : `${users.join(", ")} through the virtual IP ${address}`;
  },
};

function usersOf({ topology, pair }: Setting, virtualIp: string): string[] {
  return [
    ...hostObjects(topology)
      .filter(({ ipAddress }) => ipAddress === virtualIp)
      .map(({ name }) => `Solution Control Server reaches the agent on ${name}`),
    ...[...topology.hosts.values()]
      .filter(({ connection }) => connection?.address === virtualIp)
      .map(({ name }) => `Terraform reaches ${name}`),
    ...serversOf(pair).flatMap((server) =>
      mergeServerOptions(optionOf(pair).serverOptions(topology, pair, server), pair, server)
        // The virtual IP is meant for the options of SIP itself.
        .filter(({ section, option, value }) => value === virtualIp && !(section === "TServer" && /^sip-/.test(option)))
        .map(({ section, option }) => `${server.application} connects for ${section}/${option}`),
    ),
  ];
}
