import { isIpv6 } from "../../model/address";
import { getsThrough } from "../../operation/announcement";
import type { FaultKind } from "../../operation/fault-kind";
import type { World } from "../../operation/world";
import { STRANGER, type TakeoverScene, type TakeoverWorld } from "./takeover-scene";

/** What can go wrong with a virtual IP and with what is told about it. */
export function takeoverFaults({ hosts, virtualIp }: TakeoverScene): FaultKind[] {
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
      // The same as announcements-lost, by the name that it has with IPv6.
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
      name: "address-conflict",
      title: "a machine that is no part of the pair comes up with the virtual IP",
      targets: anywhere,
      inject: (turn) => {
        const { world } = turn;
        (world.option as TakeoverWorld).stranger = true;
        // It announces its address as any machine does that comes up, once, by requests.
        for (const on in world.neighbours)
          if (world.neighbours[on]!.learns && getsThrough(world, false))
            turn.after("neighbours-follow", { kind: "neighbour-learns", on, detail: STRANGER });
      },
      heal: ({ world }) => {
        (world.option as TakeoverWorld).stranger = false;
      },
      isSwept: true,
    },
  ];
}

function lose(world: World, isLost: boolean): void {
  world.announcementsLost = isLost;
}
