import { mergeServerOptions } from "../../configuration-layer/server-options";
import { serversOf } from "../../model/pair";
import { optionOf, virtualIpOf } from "../../options";
import type { Invariant } from "./invariant";

/**
 * I12. A server writes `sip-address` into Via and Contact, so callers answer to it. The options do not say which address its packets leave with.
 * If a pair can declare that address, as with the source address of IP Address Takeover, the host's own address is allowed.
 */
export const sipAddress: Invariant = {
  number: "I12",
  name: "sip-address",
  title: "both servers write the virtual IP into SIP messages",
  applies: ({ topology, pair }) => virtualIpOf(pair, topology) !== undefined,
  flaw: ({ topology, pair }) => {
    const { address } = virtualIpOf(pair, topology)!;
    const wrong = serversOf(pair).flatMap((server) => {
      const options = mergeServerOptions(optionOf(pair).serverOptions(topology, pair, server), pair, server);
      const found = options.find(({ section, option }) => section === "TServer" && option === "sip-address");
      if (found?.value === address) return [];
      return [`${server.application} has ${found === undefined ? "no sip-address" : `sip-address ${found.value}`}`];
    });
    return wrong.length === 0 ? undefined : `${wrong.join(", ")}, but the virtual IP is ${address}`;
  },
};
