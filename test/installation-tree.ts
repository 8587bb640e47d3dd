import type { Machine } from "./network-namespace";

/** The folders that an installation writes to or passes through, except for logs, locks and Terraform's own script, which stay after a removal. */
const FOLDERS = "/opt/genesys /var/lib/sip-ha /etc/sudoers.d /etc/systemd/system /root /home";

/** The files on a host in the places that an installation changes: paths, modes, owners, links and hashes. */
export function installationTree(machine: Machine): Promise<string> {
  return machine.shell(
    `ls -d /opt/*; find ${FOLDERS} ! -name '.sip-ha-*.sh' -printf '%p %M %u %g %l\\n' -type f -exec sha256sum '{}' + 2>/dev/null | sort`,
  );
}
