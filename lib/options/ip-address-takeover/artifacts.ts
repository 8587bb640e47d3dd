import { evidenceOf } from "../../configuration-layer/facts";
import { serversOf } from "../../model/pair";
import type { Topology } from "../../model/topology";
import { type InstallerWork, NO_WORK } from "../../scripts/installer-work";
import type { Artifact } from "../artifact";
import { type TakeoverPair, takeoverSide } from "./model";
import { platformOf } from "./platforms";

/** The files that the two hosts of a pair get. */
export function takeoverArtifacts(topology: Topology, pair: TakeoverPair): Artifact[] {
  return serversOf(pair).flatMap((server) => {
    const side = takeoverSide(topology, pair, server);
    const { artifacts, facts } = platformOf(side);
    const evidence = evidenceOf(facts(side));
    return artifacts(side).map((artifact) => ({ evidence, ...artifact }));
  });
}

/** What the installer of the host checks and does for the pair; nothing on a host that is not one of the pair's two. */
export function takeoverHostWork(topology: Topology, pair: TakeoverPair, host: string): InstallerWork {
  const server = serversOf(pair).find((one) => one.host === host);
  if (server === undefined) return NO_WORK;
  const side = takeoverSide(topology, pair, server);
  return platformOf(side).hostWork(side);
}
