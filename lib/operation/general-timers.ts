import { milliseconds } from "../model/duration";
import type { Topology } from "../model/topology";
import { exactly } from "./span";
import type { Timer } from "./timer";

const ALLOWANCE = "an allowance; nothing was measured for it";

/** What a takeover needs besides its detection and its scripts, and what no key shortens. */
export const ALLOWANCES = {
  decision: {
    name: "decision",
    what: "until Solution Control Server has decided",
    span: { minimum: 0, typical: 1, maximum: 100 },
    source: "1 to 2 ms were measured with a stand-in; the rest is an allowance",
    keys: [],
  },
  "role-order": {
    name: "role-order",
    what: "until a server has the role that it was ordered to have",
    span: { minimum: 0, typical: 1, maximum: 500 },
    source: ALLOWANCE,
    keys: [],
  },
  "reaction-start": {
    name: "reaction-start",
    what: "from the log event until the agent starts the program",
    span: { minimum: 0, typical: 2, maximum: 1_000 },
    source: "1 to 2 ms were measured with stand-ins; the rest is an allowance",
    keys: [],
  },
  "neighbours-follow": {
    name: "neighbours-follow",
    what: "until a neighbour sends to the host that has announced itself",
    span: { minimum: 0, typical: 12, maximum: 1_000 },
    source: "1 to 40 ms were measured with Linux neighbours on a bridge; the rest is an allowance",
    keys: [],
  },
} satisfies Readonly<Record<string, Timer>>;

/** The times that count for every option: how fast the Management Layer notices, decides and orders, and how long machines take. */
export function generalTimers({ managementLayer }: Topology): Timer[] {
  const { addpTimeout, disconnectSwitchoverTimeout } = managementLayer.failureDetection;
  const addp = milliseconds(addpTimeout);
  const wait = milliseconds(disconnectSwitchoverTimeout);
  return [
    {
      name: "host-loss-detection",
      what: "until the loss of a host is noticed",
      // The last sign of life may be up to one ADDP timeout old when it happens.
      span: { minimum: addp + wait, typical: 1.5 * addp + wait, maximum: 2 * addp + wait },
      source: `addpTimeout ${addpTimeout}: silence, then an unanswered poll (inferred); disconnectSwitchoverTimeout ${disconnectSwitchoverTimeout}`,
      keys: ["addpTimeout", "disconnectSwitchoverTimeout"],
    },
    {
      name: "connection-loss-detection",
      what: "until a closed connection is noticed",
      span: { minimum: 1, typical: 50, maximum: 1_000 },
      source:
        "a connection that ends is noticed at once (documented); 42 to 65 ms were measured with stand-ins; the rest is an allowance",
      keys: [],
    },
    {
      name: "connection-reset",
      what: "until it is noticed that a connection to an agent no longer exists, because the agent was restarted",
      span: { minimum: 0, typical: 0.5 * addp, maximum: addp },
      source: `addpTimeout ${addpTimeout}: the host answers the next poll by resetting the connection that it does not know (inferred)`,
      keys: ["addpTimeout"],
    },
    {
      name: "agent-reconnection",
      what: "until an agent that can be reached again is connected",
      span: { minimum: 10, typical: 1_000, maximum: 30_000 },
      source: ALLOWANCE,
      keys: [],
    },
    ALLOWANCES.decision,
    ALLOWANCES["role-order"],
    ALLOWANCES["reaction-start"],
    {
      name: "control-server-takeover",
      what: "until the other Solution Control Server decides, if the first one is silent",
      span: { minimum: addp, typical: 1.5 * addp, maximum: 2 * addp },
      source: `addpTimeout ${addpTimeout} (inferred)`,
      keys: ["addpTimeout"],
    },
    {
      name: "process-restart",
      what: "until a SIP Server that has ended is started again",
      span: { minimum: 200, typical: 10_000, maximum: 120_000 },
      source:
        "an allowance; the minimum is the pause before a restart that the stand-in of an agent makes, and no SIP Server starts faster",
      keys: [],
    },
    {
      name: "boot",
      what: "until a host has booted",
      span: { minimum: 20_000, typical: 120_000, maximum: 600_000 },
      source: ALLOWANCE,
      keys: [],
    },
    {
      name: "shutdown",
      what: "from the order to reboot until the processes have ended",
      span: { minimum: 0, typical: 2_000, maximum: 30_000 },
      source: ALLOWANCE,
      keys: [],
    },
    {
      name: "stun",
      what: "for which a virtual machine stands still",
      span: { minimum: 5_000, typical: 15_000, maximum: 30_000 },
      source: "5 to 30 s are reported for snapshots and migrations; inferred",
      keys: [],
    },
    {
      name: "script-hangs",
      what: "until a control script that hangs is ended",
      span: exactly(30_000),
      source: ALLOWANCE,
      keys: [],
    },
    {
      name: "script-slow",
      what: "of a control script on a host that is overloaded",
      span: exactly(10_000),
      source: ALLOWANCE,
      keys: [],
    },
    ALLOWANCES["neighbours-follow"],
    {
      name: "sip-t1",
      what: "until a caller over UDP repeats an INVITE that nobody answers; then twice as long each time, for 64 times as long together",
      span: exactly(500),
      source: "T1 of RFC 3261, 17.1.1.1 and 17.1.1.2; Timer B, 64 times as long, ends the attempt",
      keys: [],
    },
    {
      name: "reconnection",
      what: "until a caller over TCP or TLS has a connection that carries calls again",
      span: { minimum: 10, typical: 1_000, maximum: 32_000 },
      source:
        "an allowance; nothing was measured for it: at once if a caller sends and is answered by a reset, within Timer B (RFC 3261) if nothing answers",
      keys: [],
    },
    {
      name: "neighbour-entry-age",
      what: "until a neighbour that does not accept announcements asks again",
      span: { minimum: 15_000, typical: 900_000, maximum: 14_400_000 },
      source: "15 min and 4 h are reported for firewalls; the minimum is an allowance",
      keys: [],
    },
  ];
}
