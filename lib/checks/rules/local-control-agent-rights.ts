import { operatingSystemNames } from "../../model/operating-system";
import type { EnvironmentRule } from "../rule";
import { type RunsScripts, scriptHosts } from "../script-hosts";

/** The scripts that LCA starts may change addresses. */
export const localControlAgentRights = (runsScripts: RunsScripts): EnvironmentRule => ({
  code: "local-control-agent-rights",
  level: "error",
  title: "LCA's account has or gets root's rights for the control scripts",
  why: "A program that LCA starts has LCA's rights (documented: FR/8.5.1/Dep/MinPerms). Without root's rights the script ends with code 4, and the virtual IP does not move.",
  *evaluate(topology) {
    for (const { name, os, localControlAgent: agent } of scriptHosts(topology, runsScripts))
      if (operatingSystemNames[os].sudo !== "none" && agent.account !== "root" && agent.becomeRoot === "none")
        yield {
          path: ["hosts", name, "localControlAgent", "becomeRoot"],
          message: `LCA runs as ${agent.account} on host ${name}, which may not change addresses`,
          found: "none",
          allowed: "sudo, unless the account is root",
          fix:
            operatingSystemNames[os].sudo === "installed"
              ? "remove becomeRoot, so that sudo is used and its rule is installed"
              : "remove becomeRoot, so that sudo is used, and use visudo to add the line that the installer names: it writes no rule on this system",
        };
  },
});
