import type { Host } from "../model/host";
import { operatingSystemNames } from "../model/operating-system";
import type { SipServerPair } from "../model/pair";
import { hostFolder } from "../scripts/host-folders";
import type { FileText } from "../text/file-text";
import type { Artifact, Target } from "./artifact";

/** A file of a pair that a host gets; it has the same name in its folder as on the host. */
export interface HostFile extends Omit<Target, "host"> {
  readonly name: string;
  readonly content: FileText;
  readonly purpose: string;
}

/** An artifact that rests on the facts of its platform. */
export type HostArtifact = Omit<Artifact, "evidence">;

/** The file among those of the environment. */
export function hostFile(
  { host, pair }: { readonly host: Host; readonly pair: SipServerPair },
  file: HostFile,
): HostArtifact {
  const { name, content, purpose, path, mode } = file;
  const group = groupOn(host, file.group);
  return {
    path: `${hostFolder(host)}/${name}`,
    content,
    purpose,
    construct: `pairs.${pair.name}`,
    target: { host: host.name, path, mode, group },
  };
}

/** The group as the host's system names it: on AIX files of root have another group, even if LCA itself runs as root. */
export function groupOn({ os }: Host, group: string): string {
  return group === "root" ? operatingSystemNames[os].administratorGroup : group;
}
