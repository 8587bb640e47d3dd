import type { OperatingSystem } from "../../model/operating-system";
import { linux } from "./linux";
import type { TakeoverSide } from "./model";
import type { TakeoverPlatform } from "./platform";
import { aix, solaris } from "./unix";
import { windows } from "./windows";

/** The operating systems that the virtual IP can be moved on: the one place that lists them. */
const platforms: Readonly<Record<OperatingSystem, TakeoverPlatform>> = {
  linux,
  windows,
  solaris,
  aix,
};

/** That of the side's host. */
export function platformOf({ host }: TakeoverSide): TakeoverPlatform {
  return platforms[host.os];
}
