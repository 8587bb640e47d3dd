import { ENVIRONMENT_FACTS, environmentObjects } from "../configuration-layer/applications";
import type { OptionLevel } from "../configuration-layer/catalogue-option";
import { renderCfg } from "../configuration-layer/cfg-file";
import { type Evidence, weakest } from "../configuration-layer/evidence";
import { evidenceOf } from "../configuration-layer/facts";
import {
  type ConfigurationObjects,
  mergeObjects,
  type PairObjects,
  renderObjects,
} from "../configuration-layer/objects";
import { optionEvidence } from "../configuration-layer/options-catalogue";
import { renderReactions } from "../configuration-layer/reactions-file";
import {
  hostAnnexOptions,
  mergeServerOptions,
  type ServerOption,
  solutionControlServerOptions,
} from "../configuration-layer/server-options";
import { solutionControlServersOf } from "../model/management-layer";
import { serversOf } from "../model/pair";
import type { Topology } from "../model/topology";
import { factsOf, optionOf, optionsFilesOf } from "../options";
import type { Artifact } from "../options/artifact";

const FOLDER = "configuration-layer";

/** The options of a Configuration Layer object, and the file that they are imported from. */
export interface ObjectOptions {
  readonly level: OptionLevel;
  /** The name of the application, or of the DN's file; undefined for the Annex that every Host gets. */
  readonly name?: string | undefined;
  readonly options: readonly ServerOption[];
  /** The path below the Configuration Layer's folder, without the ending. */
  readonly file: string;
  /** The object, as it is written in a sentence. */
  readonly what: string;
  /** The element that they come from. */
  readonly construct: string;
}

/** What an environment needs from the Configuration Layer. */
export interface Configuration {
  readonly objects: ConfigurationObjects;
  readonly options: readonly ObjectOptions[];
}

/** The objects, and the options of each object that has any. */
export function configurationOf(topology: Topology, pairObjects: PairObjects): Configuration {
  return {
    objects: mergeObjects(environmentObjects(topology), ...pairObjects.values()),
    options: objectOptions(topology),
  };
}

function objectOptions(topology: Topology): ObjectOptions[] {
  const pairs = [...topology.pairs.values()];
  return [
    {
      level: "host",
      options: hostAnnexOptions(topology),
      file: "hosts-annex",
      what: "the Annex of every Host",
      construct: topology.environment,
    },
    ...solutionControlServersOf(topology.managementLayer).map(
      ({ application }): ObjectOptions => ({
        level: "solution-control-server",
        name: application,
        options: solutionControlServerOptions(topology),
        file: `options/${application}`,
        what: `application ${application}`,
        construct: "managementLayer",
      }),
    ),
    ...pairs.flatMap((pair) =>
      serversOf(pair).map(
        (server): ObjectOptions => ({
          level: "sip-server",
          name: server.application,
          options: mergeServerOptions(optionOf(pair).serverOptions(topology, pair, server), pair, server),
          file: `options/${server.application}`,
          what: `application ${server.application}`,
          construct: `pairs.${pair.name}`,
        }),
      ),
    ),
    ...pairs.flatMap((pair) =>
      optionsFilesOf(topology, pair).map(
        ({ folder, name, what, options, level }): ObjectOptions => ({
          level,
          name,
          options,
          file: `${folder}/${name}`,
          what,
          construct: `pairs.${pair.name}`,
        }),
      ),
    ),
  ];
}

/** The Configuration Layer's files: the objects, the commands that the reactions start, and an options file for each object that has options. */
export function configurationArtifacts(topology: Topology, { objects, options }: Configuration): Artifact[] {
  const { environment } = topology;
  return [
    {
      path: `${FOLDER}/objects.json`,
      content: renderObjects(objects),
      purpose: "hosts, applications, reaction scripts and alarm conditions, to be imported",
      construct: environment,
      evidence: evidenceOf([...ENVIRONMENT_FACTS, ...factsOf(topology)]),
    },
    {
      path: `${FOLDER}/reactions.json`,
      content: renderReactions([...topology.pairs.values()].flatMap((pair) => optionOf(pair).reactions(pair))),
      purpose: "which application each reaction starts, to be chosen by hand",
      construct: environment,
      evidence: "unverified",
    },
    ...options.map(optionsFile),
  ];
}

function optionsFile({ level, options, file, what, construct }: ObjectOptions): Artifact {
  return {
    path: `${FOLDER}/${file}.cfg`,
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
