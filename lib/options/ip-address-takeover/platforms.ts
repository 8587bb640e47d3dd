import type { OperatingSystem } from "../../model/operating-system";
import { linux } from "./linux";
import type { TakeoverSide } from "./model";
import type { TakeoverPlatform } from "./platform";
import { aix, solaris } from "./unix";
import { windows } from "./windows";

/** The operating systems on which the virtual IP can be moved: the only place that lists them. */
const platforms: Readonly<Record<OperatingSystem, TakeoverPlatform>> = {
  linux,
  windows,
  solaris,
  aix,
};

/** The platform of the side's host. */
export function platformOf({ host }: TakeoverSide): TakeoverPlatform {
  return platforms[host.os];
}
