import { serversOf } from "../../model/pair";
import type { EnvironmentRule } from "../rule";

/** Terraform can reach every host that it installs on. */
export const connectionMissing: EnvironmentRule = {
  code: "connection-missing",
  level: "warning",
  title: "Every host of a pair has a connection",
  why: "Terraform leaves out a host that it cannot reach, and a pair fails over only if both hosts have their scripts (documented: the operations on both servers must succeed).",
  *evaluate(topology) {
    const names = new Set([...topology.pairs.values()].flatMap(serversOf).map((server) => server.host));
    for (const name of [...names].sort())
      if (topology.hosts.get(name)?.ssh === undefined)
        yield {
          path: ["hosts", name],
          message: `host ${name} has no connection; Terraform will not install its scripts`,
          found: "no connection",
          fix: `add connection.ssh, or copy hosts/${name}/ there by hand and run: sh deploy install manual`,
        };
  },
};
