import { SUDO } from "../../model/host";

/** The tools that an installation itself calls, besides those that every Linux has. */
export const INSTALLATION_TOOLS = ["cmp", "find", "flock", "ip", "stat", "timeout"] as const;

/** The package of a command, for the message that the command is missing. */
const PACKAGES: Readonly<Record<string, string>> = {
  [SUDO]: "package sudo",
  arping: "Debian package iputils-arping, Red Hat package iputils",
  cmp: "package diffutils",
  conntrack: "Debian package conntrack, Red Hat package conntrack-tools",
  find: "package findutils",
  flock: "package util-linux",
  ip: "Debian package iproute2, Red Hat package iproute",
  ndisc6: "Debian package ndisc6, Red Hat package ndisc6 (of EPEL)",
  ndptool: "Debian package libndp-tools, Red Hat package libndp",
  ping: "Debian package iputils-ping, Red Hat package iputils",
  runuser: "package util-linux",
  stat: "package coreutils",
  timeout: "package coreutils",
  visudo: "package sudo",
};

/** `Debian package iputils-arping, Red Hat package iputils` */
export function packageOf(tool: string): string {
  return PACKAGES[tool] ?? `the package that has ${tool}`;
}
