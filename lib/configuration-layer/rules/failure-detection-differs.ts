import type { AppRule } from "../../checks/rule";
import { milliseconds } from "../../model/duration";
import { solutionControlServersOf } from "../../model/management-layer";
import type { Topology } from "../../model/topology";
import { knownBy } from "../shared-layer";

/** The timers that are options of Solution Control Server; the ADDP timers belong to each Host. */
const TIMERS = ["disconnectSwitchoverTimeout", "haFlipDetectTimeout"] as const;

/** One Solution Control Server has one set of options. */
export const failureDetectionDiffers: AppRule = {
  code: "failure-detection-differs",
  level: "error",
  acknowledgeable: true,
  title: "Environments that share a Solution Control Server declare the same timers for it",
  why: "Both timers are options of the one application (documented): the file that is imported last decides for all of its environments, and the outage that was computed for the others no longer holds.",
  *evaluateAll(topologies) {
    const first = new Map<string, Topology>();
    for (const topology of topologies) {
      const servers = solutionControlServersOf(topology.managementLayer).map((one) => ({
        application: one.application,
        key: knownBy(topology, one),
      }));
      // The two servers of a redundant pair have the same options.
      const shared = servers.find(({ key }) => first.has(key));
      const other = shared && first.get(shared.key)!;
      for (const { key } of servers) if (!first.has(key)) first.set(key, topology);
      if (other === undefined) continue;
      for (const timer of TIMERS) {
        const [found, earlier] = [topology, other].map(
          ({ managementLayer }) => managementLayer.failureDetection[timer],
        );
        if (milliseconds(found!) === milliseconds(earlier!)) continue;
        yield [
          topology,
          {
            path: ["managementLayer", "failureDetection", timer],
            message: `${timer} of Solution Control Server ${shared!.application} is ${found}, but ${earlier} in environment ${other.environment}, which has the same server`,
            found: found!,
            allowed: earlier!,
            fix: "declare the same value in both environments, e.g. in a base that both extend",
          },
        ];
      }
    }
  },
};
