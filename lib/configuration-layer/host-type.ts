import { OPERATING_SYSTEMS, type OperatingSystem } from "../model/operating-system";

/** The operating system type of a Host object: how it is written for each system, and how all those begin that are for it. */
const HOST_TYPES: Readonly<Record<OperatingSystem, { readonly written: string; readonly read: RegExp }>> = {
  linux: { written: "redhatlinux", read: /linux/ },
  windows: { written: "winnt", read: /^win/ },
  solaris: { written: "solaris", read: /^(?:solaris|sunos)/ },
  aix: { written: "aix", read: /^aix/ },
};

/** The type for a system, as mutagen writes the vendor's constants. Of Windows and Solaris there are further ones (fact `other-host-types`). */
export function hostTypeOf(os: OperatingSystem): string {
  return HOST_TYPES[os].written;
}

/** The operating system of such a type: the vendor's constants begin alike for each. */
export function systemOfHostType(type: string): OperatingSystem | undefined {
  return OPERATING_SYSTEMS.find((os) => HOST_TYPES[os].read.test(type.toLowerCase()));
}
