import { operatingSystemNames } from "../../model/operating-system";
import type { EnvironmentRule } from "../rule";
import { type RunsScripts, scriptHosts } from "../script-hosts";

/** Terraform's account has the rights to install. */
export const connectionRights = (runsScripts: RunsScripts): EnvironmentRule => ({
  code: "connection-rights",
  level: "error",
  title: "Terraform's account has or gets root's rights on the hosts that get scripts",
  why: "The installer writes to /etc and sets owners. Without root's rights it refuses on the first host (measured), in the maintenance window.",
  *evaluate(topology) {
    for (const { name, os, connection } of scriptHosts(topology, runsScripts))
      if (
        operatingSystemNames[os].sudo !== "none" &&
        connection?.type === "ssh" &&
        connection.user !== "root" &&
        connection.becomeRoot === "none"
      )
        yield {
          path: ["hosts", name, "connection", "ssh", "becomeRoot"],
          message: `Terraform connects to host ${name} as ${connection.user}, which may not install there`,
          found: "none",
          allowed: "sudo, unless the user is root",
          fix: "remove becomeRoot, so that sudo is used without a password",
        };
  },
});
