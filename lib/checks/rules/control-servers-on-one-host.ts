import type { EnvironmentRule } from "../rule";

/** The backup Solution Control Server survives the loss of the first one's host. */
export const controlServersOnOneHost: EnvironmentRule = {
  code: "control-servers-on-one-host",
  level: "warning",
  title: "The two Solution Control Servers are on different hosts",
  why: "If the host that runs both is lost, neither is left to perform a switchover, as with a single one.",
  *evaluate({ managementLayer: { solutionControlServer, backupSolutionControlServer: backup } }) {
    if (backup === undefined || backup.host !== solutionControlServer.host) return;
    yield {
      path: ["managementLayer", "backupSolutionControlServer", "host"],
      message: `${solutionControlServer.application} and its backup ${backup.application} are both on host ${backup.host}, and are lost together`,
      found: backup.host,
      allowed: "another host",
      fix: "move the backup to another host",
    };
  },
};
