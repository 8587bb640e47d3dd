import type { EnvironmentRule } from "../../../checks/rule";
import { DECLARATION_KEYS, TENANT_KEYS } from "../as3-classes";
import { DEFAULT_ROUTE, DEVICE_KEYS, SELF_IP_NAMES } from "../declarative-onboarding";
import { devicesInUse, pairsBehind } from "../model";

/** Names mean the same on the device as in the environment. */
export const bigIpName: EnvironmentRule = {
  code: "big-ip-name",
  level: "error",
  title: "Tenants, pairs and networks of a BIG-IP have names that its declarations do not use for something else",
  why: "The names become keys in declarations of AS3 and Declarative Onboarding, where a pair with the name label would be taken for the tenant's label (read in the schema).",
  *evaluate(topology) {
    for (const device of devicesInUse(topology)) {
      const { name, tenant, network } = device;
      const fix = "use another name";
      if (DECLARATION_KEYS.includes(tenant))
        yield {
          path: tenant === topology.environment ? ["environment"] : ["bigIps", name, "tenant"],
          message: `${tenant}, the tenant on BIG-IP ${name}, is a key of AS3 declarations, and cannot be the name of a tenant`,
          found: tenant,
          allowed: `a name other than ${DECLARATION_KEYS.join(", ")}`,
          fix: `name another tenant for BIG-IP ${name}`,
        };
      for (const pair of pairsBehind(topology, device))
        if (TENANT_KEYS.includes(pair.name))
          yield {
            path: ["pairs", pair.name],
            part: "key",
            message: `${pair.name} is a key of AS3 tenants, and cannot be the name of an application`,
            found: pair.name,
            allowed: `a name other than ${TENANT_KEYS.join(", ")}`,
            fix,
          };
      const taken = [...DEVICE_KEYS, ...Object.values(SELF_IP_NAMES), DEFAULT_ROUTE];
      for (const one of new Set([network.inside, network.outside]))
        if (taken.includes(one))
          yield {
            path: ["networks", one],
            part: "key",
            message: `${one} is the name of something else on BIG-IP ${name}, and cannot be the name of a VLAN`,
            found: one,
            allowed: `a name other than ${taken.join(", ")}`,
            fix,
          };
    }
  },
};
