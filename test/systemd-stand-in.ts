import type { Machine } from "./network-namespace";

/** Makes a machine look like one that systemd runs on, where every unit is active. What /run has is gone with the power, and this with it. */
export async function standInForSystemd(machine: Machine): Promise<void> {
  await machine.shell(`mkdir -p /run/systemd/system; rm -f /usr/bin/systemctl
    printf '#!/bin/sh\\n[ "$1" != is-active ] || echo active\\n' >/usr/bin/systemctl; chmod +x /usr/bin/systemctl`);
}
