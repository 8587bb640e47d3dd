import { isIpv6 } from "../../model/address";
import { getsThrough } from "../../operation/announcement";
import type { FaultKind } from "../../operation/fault-kind";
import type { World } from "../../operation/world";
import { hasVirtualIp, release, STRANGER, type TakeoverScene, take, takeoverWorldOf } from "./takeover-scene";

/** What can go wrong with a virtual IP and with its announcements. */
export function takeoverFaults(scene: TakeoverScene): FaultKind[] {
  const { hosts, virtualIp } = scene;
  const hostOf = (on: string) => (on === "primary" ? hosts[0] : hosts[1]);
  const anywhere = () => [""];
  const nowhere = () => [];
  return [
    {
      name: "announcements-lost",
      title: "announcements of the virtual IP get lost",
      targets: anywhere,
      inject: ({ world }) => lose(world, true),
      heal: ({ world }) => lose(world, false),
      isSwept: true,
    },
    {
      name: "announcing-requests-lost",
      title: "neighbours take announcements that are ARP replies, and no others",
      // Neighbour advertisements have one form.
      targets: isIpv6(virtualIp) ? nowhere : anywhere,
      inject: ({ world }) => {
        world.announcingRequestsLost = true;
      },
      heal: ({ world }) => {
        world.announcingRequestsLost = false;
      },
      isSwept: true,
    },
    {
      name: "neighbour-advertisements-lost",
      title: "neighbour advertisements of the virtual IP get lost",
      targets: isIpv6(virtualIp) ? anywhere : nowhere,
      inject: ({ world }) => lose(world, true),
      heal: ({ world }) => lose(world, false),
      // The same as announcements-lost, under its name for IPv6.
      isSwept: false,
    },
    {
      name: "virtual-ip-persistent",
      title: "the virtual IP is made persistent on {host}",
      targets: () => ["primary", "backup"],
      inject: ({ world }, on) => {
        world.hosts[hostOf(on)]!.persistentAddresses = [virtualIp];
      },
      heal: ({ world }, on) => {
        world.hosts[hostOf(on)]!.persistentAddresses = [];
      },
      isSwept: true,
    },
    {
      name: "virtual-ip-taken-off",
      title: "something else than the control script takes the virtual IP off {host}",
      targets: () => ["primary", "backup"],
      inject: (turn, on) => {
        const host = hostOf(on);
        if (!hasVirtualIp(scene, turn.world, host)) return;
        takeoverWorldOf(turn.world).released[host] = "by something else";
        release(scene, turn, host, "a network service has set its addresses up again");
      },
      heal: (turn, on) => {
        const host = hostOf(on);
        const { released } = takeoverWorldOf(turn.world);
        if (released[host] !== "by something else") return;
        delete released[host];
        take(scene, turn, host, "somebody runs `up` there");
      },
      isSwept: true,
    },
    {
      name: "address-conflict",
      title: "a machine that is not part of the pair comes up with the virtual IP",
      targets: anywhere,
      inject: (turn) => {
        const { world } = turn;
        takeoverWorldOf(world).stranger = true;
        // Like any machine that comes up, it announces its address once, by requests.
        for (const on in world.neighbours)
          if (world.neighbours[on]!.learns && getsThrough(world, false))
            turn.after("neighbours-follow", { kind: "neighbour-learns", on, detail: STRANGER });
      },
      heal: ({ world }) => {
        takeoverWorldOf(world).stranger = false;
      },
      isSwept: true,
    },
  ];
}

function lose(world: World, isLost: boolean): void {
  world.announcementsLost = isLost;
}
