import { evidenceOf } from "../../configuration-layer/facts";
import type { Topology } from "../../model/topology";
import { type InstallerWork, NO_WORK } from "../../scripts/installer-work";
import type { Artifact } from "../artifact";
import { type TakeoverPair, takeoverSides } from "./model";
import { platformOf } from "./platforms";

/** The files that the two hosts of a pair get. */
export function takeoverArtifacts(topology: Topology, pair: TakeoverPair): Artifact[] {
  return takeoverSides(topology, pair).flatMap((side) => {
    const { artifacts, facts } = platformOf(side);
    const evidence = evidenceOf(facts(side));
    return artifacts(side).map((artifact) => ({ evidence, ...artifact }));
  });
}

/** What the installer of the host checks and does for the pair; nothing on a host that is not one of the pair's two. */
export function takeoverHostWork(topology: Topology, pair: TakeoverPair, host: string): InstallerWork {
  const side = takeoverSides(topology, pair).find((one) => one.host.name === host);
  return side === undefined ? NO_WORK : platformOf(side).hostWork(side);
}
