import type { Turn } from "../../operation/turn";
import type { Actor } from "./actor";

/** Machines: they lose their power, boot, stand still. */
export const hosts: Actor = {
  handlers: ({ behaviour }) => ({
    "host-reboots": (turn, { on }) => {
      if (turn.world.hosts[on]!.power !== "on") return;
      turn.tell(on, "goes down", "it was told to reboot");
      powerOff(turn, on);
      powerOn(turn, on);
    },
    "host-boots": (turn, { on }) => {
      const host = turn.world.hosts[on]!;
      host.power = "on";
      host.addresses = [...host.persistentAddresses];
      turn.tell(on, "has booted", "its units run, then its Local Control Agent");
      turn.reached("mended");
      behaviour.booted(turn, on);
      host.agent = true;
    },
    "host-goes-on": (turn, { on }) => {
      turn.world.hosts[on]!.stunned = false;
      turn.tell(on, "goes on", "it stood still for a while");
      turn.reached("mended");
    },
  }),
  look: () => {},
};

/** What runs on the host is gone, and with it the addresses that are not persistent. */
export function powerOff(turn: Turn, on: string): void {
  const { hosts: all, servers } = turn.world;
  const host = all[on]!;
  host.power = "off";
  host.stunned = false;
  host.agent = false;
  host.addresses = [];
  for (const server of Object.values(servers))
    if (server.host === on) {
      server.process = "stopped";
      server.role = undefined;
    }
  turn.cancel({ kind: "host-goes-on", on });
}

/** The host starts to boot. */
export function powerOn(turn: Turn, on: string): void {
  const host = turn.world.hosts[on]!;
  if (host.power !== "off") return;
  host.power = "booting";
  turn.after("boot", { kind: "host-boots", on });
}
