import { placeText } from "./import-note";
import { bothOf, type Recognise } from "./seen-pair";
import { branch, leaf } from "./written";

/** A program of Windows that is asked to do something with a cluster: `nlb.exe`, by its old name `wlbs.exe`, or a script that is named after it. */
const CLUSTER = /(?:^|[\W_])(?:nlb|wlbs)(?:[\W_]|$)/i;

/** A cluster of Windows Network Load Balancing: both hosts have the virtual IP, and the Management Layer starts something that is named after NLB. */
export const recogniseWindowsNlb: Recognise = (pair) => {
  const { name, virtualIp, network, programs } = pair;
  const isWindows = bothOf(pair).every(({ host }) => host.os === "windows");
  const program = programs.find(({ command }) => CLUSTER.test(command));
  if (!isWindows || virtualIp === undefined || program === undefined) return undefined;
  const key = `pairs.${name}.highAvailability.windowsNlb`;
  return {
    option: "windowsNlb",
    settings: branch(
      {
        virtualIp: leaf(virtualIp.value, `${placeText(virtualIp.position)}, ${virtualIp.what}`),
        network: network === undefined ? undefined : leaf(network),
      },
      ["operationMode and clusterName are not known, and have to be added: see the properties of the cluster."],
    ),
    free: [],
    notes: [
      {
        kind: "unknown",
        code: "cluster-unknown",
        of: `pair ${name}`,
        position: program.application.at(["commandLine"]),
        message:
          "it is a cluster of Windows NLB, whose mode, name, priorities and port rules nothing that was collected tells",
        found: program.command,
        fix: `set ${key}.operationMode and clusterName, and what else differs from the defaults; the properties of the cluster tell them`,
      },
    ],
  };
};
