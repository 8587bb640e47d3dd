import type { Machine } from "./network-namespace";

/** Everything in the folders that an installation writes to or goes through, but for logs, locks and Terraform's own script, which outlive it. */
const FOLDERS = "/opt/genesys /var/lib/sip-ha /etc/sudoers.d /etc/systemd/system /root /home";

/** What lies on a host where an installation would change something: paths, modes, owners, links and hashes. */
export function installationTree(machine: Machine): Promise<string> {
  return machine.shell(
    `ls -d /opt/*; find ${FOLDERS} ! -name '.sip-ha-*.sh' -printf '%p %M %u %g %l\\n' -type f -exec sha256sum '{}' + 2>/dev/null | sort`,
  );
}
