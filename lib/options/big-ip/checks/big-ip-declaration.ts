import type { EnvironmentRule } from "../../../checks/rule";
import { serversOf } from "../../../model/pair";
import { problemsOf } from "../as3-check";
import { as3Declaration } from "../as3-declaration";
import { type BigIpPair, devicesInUse, isComplete, pairsBehind } from "../model";

/** The declaration written for a device is consistent. */
export const bigIpDeclarationRule: EnvironmentRule = {
  code: "big-ip-declaration",
  level: "error",
  title: "Every pointer in a declaration leads to an item of the right class, and every key exists in its class",
  why: "AS3's schema accepts mistakes in both (seen with version 3.56): the device refuses the declaration in the maintenance window, or takes it and leaves out what was meant.",
  *evaluate(topology) {
    for (const device of devicesInUse(topology)) {
      const pairs = pairsBehind(topology, device);
      // A mistake that another rule finds would be in the declaration too, and be reported twice.
      if (!areApart(pairs) || !pairs.every((pair) => isComplete(topology, pair))) continue;
      for (const problem of problemsOf(as3Declaration(topology, device)))
        yield {
          path: ["bigIps", device.name],
          message: problem,
          fix: "change the name or address that this is about; if it is about neither, report this with the environment file",
        };
    }
  },
};

/** Whether no two of the pairs share a virtual IP or a host, and none has one port for SIP and for SIP over TLS. */
function areApart(pairs: readonly BigIpPair[]): boolean {
  const addresses = pairs.map(({ highAvailability }) => highAvailability.virtualIp);
  const hosts = pairs.flatMap(serversOf).map(({ host }) => host);
  return (
    new Set(addresses).size === addresses.length &&
    new Set(hosts).size === hosts.length &&
    pairs.every(({ sip }) => sip.port !== sip.tlsPort)
  );
}
