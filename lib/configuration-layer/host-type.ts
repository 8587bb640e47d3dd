import { OPERATING_SYSTEMS, type OperatingSystem } from "../model/operating-system";

/** The operating system type of a Host object: how it is written for each system, and how every type for that system begins. */
const HOST_TYPES: Readonly<Record<OperatingSystem, { readonly written: string; readonly read: RegExp }>> = {
  linux: { written: "redhatlinux", read: /linux/ },
  windows: { written: "winnt", read: /^win/ },
  solaris: { written: "solaris", read: /^(?:solaris|sunos)/ },
  aix: { written: "aix", read: /^aix/ },
};

/** The type for a system, as mutagen writes the vendor's constants. Windows and Solaris have further types (fact `other-host-types`). */
export function hostTypeOf(os: OperatingSystem): string {
  return HOST_TYPES[os].written;
}

/** The operating system that a type stands for: the vendor's constants for one system begin alike. */
export function systemOfHostType(type: string): OperatingSystem | undefined {
  return OPERATING_SYSTEMS.find((os) => HOST_TYPES[os].read.test(type.toLowerCase()));
}
