import { table } from "../../text/markdown";
import { type As3Item, applicationOf, ITEM } from "./as3-declaration";
import { type Service, transportsOf } from "./model";

/**
 * Every value in the declaration that differs from AS3's own default, with the reason. The reasons are this library's; the defaults are those of AS3's schema
 * 3.56.
 */
export function valuesTable(service: Service): string {
  const { pair, pool } = service;
  const transports = transportsOf(pair);
  const connected = transports.filter((one) => one !== "udp").map((one) => one.toUpperCase());
  const isRanked = pool.memberPriority === "primary-first";
  const rows: string[][] = [
    [
      "monitor: interval, timeout",
      `${pool.monitorInterval}, ${pool.monitorTimeout}`,
      "5, 16",
      "the timeout limits how long calls go to a server that is gone; three questions fit in, so one lost packet does no harm",
    ],
    [
      "monitor: request",
      "empty",
      "empty",
      "the device asks with an OPTIONS of its own; a text of ours might be one that SIP Server does not answer",
    ],
    [
      "monitor: codesUp",
      pool.monitorCodes.length === 0 ? "none beyond 100 to 399" : pool.monitorCodes.join(", "),
      "none",
      "what SIP Server answers has to be seen on the system",
    ],
    [
      "pool: minimumMembersActive, priorityGroup",
      isRanked ? "1; 10 and 5" : "0; 0 and 0",
      "1; 0",
      isRanked
        ? "while both answer, everything goes to the declared primary: dialogs stay together when both serve, and a switchover from it takes the whole timeout"
        : "roles move between the hosts, so neither is preferred: with a preference, all calls would go to a lost primary until the timeout",
    ],
    ["pool: slowRampTime", "0", "10", "the new primary takes all calls at once"],
  ];
  if (transports.includes("udp"))
    rows.push(
      [
        "UDP pool: serviceDownAction",
        "reselect",
        "none",
        "a flow to a member that is down goes to the other member; with none it stays",
      ],
      [
        "UDP pool: reselectTries",
        "1",
        "0",
        "the device looks once more for a member that responds, because its first choice may be the server that is gone",
      ],
      [
        "UDP: datagramLoadBalancing",
        "on",
        "off",
        "each datagram goes to the member that is up; otherwise the flow of a caller sticks to the old member as long as the caller sends",
      ],
      ["UDP: idleTimeout", pool.udpIdleTimeout, "60", "what is left of a flow is forgotten sooner"],
      [
        "UDP: allowNoPayload",
        "on",
        "off",
        "empty datagrams pass; phones keep their way through a firewall open with them",
      ],
    );
  if (connected.length > 0)
    rows.push(
      [
        `${connected.join(" and ")} pool: serviceDownAction`,
        "reset",
        "none",
        "the peer notices at once and connects again; with none the peer waits for its own timeout",
      ],
      [
        `${connected.join(" and ")}: idleTimeout`,
        pool.tcpIdleTimeout,
        "300",
        "connections between SIP peers are quiet for longer than five minutes at night",
      ],
      [
        `${connected.join(" and ")}: keepAliveInterval`,
        `${(applicationOf(service)[ITEM.tcpProfile] as As3Item).keepAliveInterval}s`,
        "1800",
        "a quiet connection is probed every minute, so that neither the device nor a firewall on the way forgets it",
      ],
    );
  rows.push(
    [
      "virtual servers: persistenceMethods",
      "none",
      "source-address",
      "a caller would be kept on the member that the caller had before",
    ],
    ["virtual servers: snat", "none", "auto", "SIP Server sees the caller's own address"],
    [
      "forwarding: looseInitialization, looseClose",
      "on",
      "off",
      "connections that are quiet for long go on, also after a restart of the device",
    ],
    [
      "forwarding: resetOnTimeout",
      "off",
      "on",
      "a connection that was quiet for long is forgotten and not ended, so that it can go on; AS3's schema does not recommend off, so check whether T-Library clients notice lost connections by their own heartbeat",
    ],
  );
  if (transports.includes("udp"))
    rows.push([
      "forwarding of UDP: layer4, idleTimeout",
      `udp, ${pool.udpIdleTimeout}`,
      "any, 300",
      "what a caller sends to a server that has sent to the caller belongs to that flow, also after a switchover, until the flow was idle this long",
    ]);
  return table(["value", "here", "AS3's default", "why"], rows);
}
