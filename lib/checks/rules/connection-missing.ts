import { operatingSystemNames } from "../../model/operating-system";
import type { EnvironmentRule } from "../rule";
import { type RunsScripts, scriptHosts } from "../script-hosts";

/** Terraform can reach every host that it installs on. */
export const connectionMissing = (runsScripts: RunsScripts): EnvironmentRule => ({
  code: "connection-missing",
  level: "warning",
  title: "Every host that gets scripts has a connection",
  why: "Terraform leaves out a host that it cannot reach, and a pair fails over only if both hosts have their scripts (documented: the operations on both servers must succeed).",
  *evaluate(topology) {
    for (const { name, os, connection } of scriptHosts(topology, runsScripts))
      if (connection === undefined)
        yield {
          path: ["hosts", name],
          message: `host ${name} has no connection; Terraform will not install its scripts`,
          found: "no connection",
          fix: `add connection.ssh${os === "windows" ? " or connection.winrm" : ""}, or copy hosts/${name}/ there by hand and run: ${operatingSystemNames[os].installer.command()} install manual`,
        };
  },
});
