import { ENVIRONMENT_FACTS, environmentObjects } from "../configuration-layer/applications";
import type { OptionLevel } from "../configuration-layer/catalogue-option";
import { renderCfg } from "../configuration-layer/cfg-file";
import { type Evidence, weakest } from "../configuration-layer/evidence";
import { evidenceOf } from "../configuration-layer/facts";
import { type PairObjects, renderObjects } from "../configuration-layer/objects";
import { optionEvidence } from "../configuration-layer/options-catalogue";
import { renderReactions } from "../configuration-layer/reactions-file";
import {
  hostAnnexOptions,
  mergeServerOptions,
  type ServerOption,
  solutionControlServerOptions,
} from "../configuration-layer/server-options";
import { serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { factsOf, optionOf, optionsFilesOf } from "../options";
import type { Artifact } from "../options/artifact";

const FOLDER = "configuration-layer";

/** The Configuration Layer's files: the objects, what the reactions start, and an options file for each object that has options. */
export function configurationArtifacts(topology: Topology, pairObjects: PairObjects): Artifact[] {
  const pairs = [...topology.pairs.values()];
  const { environment, managementLayer } = topology;
  const facts = [...ENVIRONMENT_FACTS, ...factsOf(topology)];
  return [
    {
      path: `${FOLDER}/objects.json`,
      content: renderObjects(environmentObjects(topology), ...pairObjects.values()),
      purpose: "hosts, applications, reaction scripts and alarm conditions, to be imported",
      construct: environment,
      evidence: evidenceOf(facts),
    },
    {
      path: `${FOLDER}/reactions.json`,
      content: renderReactions(pairs.flatMap((pair) => optionOf(pair).reactions(pair))),
      purpose: "which application each reaction starts, to be chosen by hand",
      construct: environment,
      evidence: "unverified",
    },
    optionsFile("hosts-annex", "the Annex of every Host", hostAnnexOptions(topology), "host", environment),
    optionsFile(
      `options/${managementLayer.solutionControlServer.application}`,
      `application ${managementLayer.solutionControlServer.application}`,
      solutionControlServerOptions(topology),
      "solution-control-server",
      "managementLayer",
    ),
    ...pairs.flatMap((pair) =>
      serversOf(pair).map((server) => {
        const required = optionOf(pair).serverOptions(topology, pair, server);
        const options = mergeServerOptions(required, pair, server);
        const { application } = server;
        return optionsFile(
          `options/${application}`,
          `application ${application}`,
          options,
          "sip-server",
          `pairs.${pair.name}`,
        );
      }),
    ),
    ...pairs.flatMap((pair) =>
      optionsFilesOf(topology, pair).map(({ folder, name, what, options, level }) =>
        optionsFile(`${folder}/${name}`, what, options, level, `pairs.${pair.name}`),
      ),
    ),
  ];
}

function optionsFile(
  name: string,
  what: string,
  options: readonly ServerOption[],
  level: OptionLevel,
  construct: string,
): Artifact {
  return {
    path: `${FOLDER}/${name}.cfg`,
    content: renderCfg(
      options,
      [`Options of ${what}. Written by sip-server-ha; import it on the object's options tab.`],
      level,
    ),
    purpose: `options of ${what}`,
    construct,
    evidence: evidenceOfOptions(options, level),
  };
}

function evidenceOfOptions(options: readonly ServerOption[], level: OptionLevel): Evidence {
  return weakest(options.map(({ section, option }) => optionEvidence(section, option, level)));
}
