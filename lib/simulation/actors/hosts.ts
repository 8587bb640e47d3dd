import type { Turn } from "../../operation/turn";
import type { ControlServerState } from "../../operation/world";
import type { Actor } from "./actor";
import { goOn, onHost } from "./standing-still";

/** Machines: they lose power, boot and stand still. */
export const hosts: Actor = {
  handlers: ({ behaviour }) => ({
    "host-reboots": onHost(
      (_, { on }) => on,
      (turn, { on }) => {
        if (turn.world.hosts[on]!.power !== "on") return;
        turn.tell(on, "goes down", "a reboot was ordered");
        // Programs that end close their connections while the host can still send: nobody has to wait for a timeout.
        endProcesses(turn, on);
        for (const server of controlServersOn(turn, on)) server.ending = true;
        turn.in(0, { kind: "host-goes-down", on });
      },
    ),
    "host-goes-down": (turn, { on }) => {
      if (turn.world.hosts[on]!.power !== "on") return;
      powerOff(turn, on);
      powerOn(turn, on);
    },
    "host-boots": (turn, { on }) => {
      const host = turn.world.hosts[on]!;
      host.power = "on";
      host.addresses = [...host.persistentAddresses];
      turn.tell(on, "has booted", "its units run first, then its Local Control Agent");
      turn.reached("mended");
      behaviour.booted(turn, on);
      host.agent = true;
    },
    "host-goes-on": (turn, { on }) => {
      turn.tell(on, "goes on", "it stood still for a while");
      turn.reached("mended");
      goOn(turn, on);
    },
  }),
  look: () => {},
};

/** Everything that runs on the host ends, and the addresses that are not persistent are lost. */
export function powerOff(turn: Turn, on: string): void {
  const host = turn.world.hosts[on]!;
  host.power = "off";
  host.stunned = false;
  delete host.missed;
  host.addresses = [];
  endProcesses(turn, on);
  for (const server of controlServersOn(turn, on)) delete server.ending;
  for (const kind of ["host-goes-on", "host-reboots", "host-boots"]) turn.cancel({ kind, on });
}

function endProcesses({ world: { hosts: all, servers } }: Turn, on: string): void {
  all[on]!.agent = false;
  for (const server of Object.values(servers))
    if (server.host === on) {
      server.process = "stopped";
      server.role = undefined;
    }
}

function controlServersOn({ world: { controlServers } }: Turn, on: string): ControlServerState[] {
  return Object.values(controlServers).filter(({ host }) => host === on);
}

/** The host starts to boot. */
export function powerOn(turn: Turn, on: string): void {
  const host = turn.world.hosts[on]!;
  if (host.power !== "off") return;
  host.power = "booting";
  turn.after("boot", { kind: "host-boots", on });
}
