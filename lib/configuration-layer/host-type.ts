import type { OperatingSystem } from "../model/operating-system";

/** The operating system type of a Host object, as mutagen writes the vendor's constants. Of Windows and Solaris there are further ones (fact `other-host-types`). */
export const HOST_TYPES: Readonly<Record<OperatingSystem, string>> = {
  linux: "redhatlinux",
  windows: "winnt",
  solaris: "solaris",
  aix: "aix",
};

const SYSTEMS: readonly (readonly [RegExp, OperatingSystem])[] = [
  [/linux/, "linux"],
  [/^win/, "windows"],
  [/^(?:solaris|sunos)/, "solaris"],
  [/^aix/, "aix"],
];

/** The operating system of such a type: the vendor's constants begin alike for each. */
export function systemOfHostType(type: string): OperatingSystem | undefined {
  return SYSTEMS.find(([pattern]) => pattern.test(type.toLowerCase()))?.[1];
}
