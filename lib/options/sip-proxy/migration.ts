import { restartInTurn } from "../../configuration-layer/readiness";
import { type SipServerPair, serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { removalByHand } from "../../scripts/removal-by-hand";
import { block, steps } from "../../text/markdown";
import { type Arriving, type Earlier, type Later, type Leaving, NOTHING_TO_LEAVE } from "../moving";
import { isProxiedPair, outboundProxyDn, type ProxiedPair } from "./model";

/** Lists objects that only the earlier output has: an import adds and changes objects, but deletes none. */
const LEFT_OVER = block("sh", [
  'names() { grep -E \'"(name|number)"\' "$1/configuration-layer/objects.json" | sort -u; }',
  "names EARLIER > earlier.txt; names . > now.txt",
  "comm -23 earlier.txt now.txt",
]);

export const MOVING_HERE = "Moving here from IP Address Takeover";

/** If the same servers stay on their hosts, the virtual IP keeps following the primary until nobody uses it any more. */
export function sipProxyBeside(pair: ProxiedPair, was: SipServerPair): string | undefined {
  const places = (one: SipServerPair) =>
    JSON.stringify(serversOf(one).map(({ application, host }) => [application, host]));
  return was.highAvailability.option === "ipAddressTakeover" && places(was) === places(pair) ? MOVING_HERE : undefined;
}

/** How the pair moves from a virtual IP to the pool: first the pool, then the callers, and the virtual IP last. */
export function movingHere(topology: Topology, pair: ProxiedPair): string {
  const { environment, hosts } = topology;
  const [primary, backup] = serversOf(pair);
  const { fqdn, recordTtl } = pair.highAvailability;
  const unreached = [primary, backup]
    .map(({ host }) => hosts.get(host)!)
    .filter(({ connection }) => connection === undefined)
    .map((host) => ` On ${host.name}, which Terraform does not reach, ${removalByHand(environment, host)}.`);
  const removed =
    unreached.length === 2
      ? ""
      : ` The next \`terraform apply\` then removes the scripts from ${[primary, backup]
          .map(({ host }) => host)
          .filter((name) => hosts.get(name)!.connection !== undefined)
          .join(" and ")}; the apply refuses while the virtual IP is up.`;
  return steps(
    "In the environment, change one block: `ipAddressTakeover` becomes `sipProxy`. Keep the earlier output, named EARLIER below. Do not apply the new output yet: it removes the scripts.",
    `Set up the proxies, the DN and the DNS records as above, with the servers still on the virtual IP. Do not import the servers' new options yet: leave out \`${primary.application}.cfg\` and \`${backup.application}.cfg\`.`,
    `In a maintenance window, import the two files: \`sip-address\` becomes each server's own, and \`sip-outbound-proxy\` true. ${restartInTurn(topology, pair)} The alarm conditions stay enabled, so that the virtual IP continues to follow the primary.`,
    `Point endpoints, gateways and trunks at ${fqdn}. Callers that used the virtual IP by a name in DNS follow after that name's TTL, the other callers when they are changed.`,
    `When no request comes to the virtual IP any more, disable the alarm conditions of this pair, and run the control script with \`down\` on both hosts.${removed}${unreached.join("")}`,
    `Delete what is left over of the earlier objects: applications, reactions and alarm conditions that only served the virtual IP. To print their names, run this in this folder:\n${LEFT_OVER}`,
    `Do a manual switchover there and back as above. Leave the virtual IP's address unused for as long as anybody may still know it, at least ${recordTtl}.`,
  );
}

/** The installation creates the applications, and an import completes them. If the pair has a pool already, the effects of its keys describe the changes. */
export function sipProxyPreparing({ highAvailability }: ProxiedPair, earlier: Earlier | undefined): readonly string[] {
  if (hadPool(earlier)) return [];
  const { proxies } = highAvailability;
  return [
    `Install SIP Proxy on ${proxies.map(({ host }) => host).join(", ")}; the installation makes the applications ${proxies.map(({ application }) => application).join(", ")}. An import completes these applications and does not create them.`,
  ];
}

function hadPool(earlier: Earlier | undefined): boolean {
  return earlier !== undefined && isProxiedPair(earlier.pair);
}

/**
 * The pool is set up and proved before a server sends through it, and callers come last. A pool that the pair already has keeps running while its servers are
 * stopped.
 */
export function sipProxyArriving(pair: ProxiedPair, earlier?: Earlier): Arriving {
  const callers = [`Point endpoints, gateways and trunks at ${pair.highAvailability.fqdn}.`];
  if (hadPool(earlier)) return { ahead: [], beforeStart: [], afterStart: [], callers };
  return {
    ahead: [],
    beforeStart: [
      'Set up and start the proxies, then put the DNS records into service, as "Order" and "DNS, and its proof" of its chapter in the runbook say.',
    ],
    afterStart: ['Prove the pool, as "Proof of the pool, before callers use it" of its chapter says.'],
    callers,
  };
}

/** The pool follows the primary until nobody uses the pool any more, and is removed last. If the pair is not served any more, there is no primary to follow. */
export function sipProxyLeaving(pair: ProxiedPair, later?: Later): Leaving {
  if (later?.isServed === false)
    return { ...NOTHING_TO_LEAVE, afterwards: ["Remove the DNS records, and stop the proxies for good."] };
  return {
    ...NOTHING_TO_LEAVE,
    beforeStart: [
      "A server that is no longer behind a pool must have no option `sip-outbound-proxy` in section TServer, or must have it set to `false`. Do this by hand, because an import of the server's new options may leave it `true`.",
    ],
    afterwards: [
      "Leave the proxies running until nothing comes through them any more. They follow the primary in the meantime.",
      `Remove the DN ${outboundProxyDn(pair)} when both servers have been restarted without need of it. Remove the DNS records when their TTL has passed since the last endpoint was changed. Then stop the proxies.`,
    ],
  };
}
