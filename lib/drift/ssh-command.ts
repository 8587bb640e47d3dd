import type { Host } from "../model/host";
import { quote } from "../scripts/shell-text";
import type { CollectorFiles } from "./host-system";

/** Runs a collector by a shell of the host, as Terraform reaches it; where it does not, the operator knows how. */
export function throughSsh(shell: string): (host: Host, files: CollectorFiles) => string {
  return (host, { collector, facts }) => `${runOn(host, shell)} <${quote(collector)} >${quote(facts)}`;
}

function runOn({ name, connection }: Host, shell: string): string {
  if (connection?.type !== "ssh") return `ssh ${quote(name)} sudo ${shell}`;
  const { user, address, port, becomeRoot } = connection;
  return `ssh -p ${port} ${quote(`${user}@${address}`)} ${becomeRoot === "sudo" ? `sudo -n ${shell}` : shell}`;
}
