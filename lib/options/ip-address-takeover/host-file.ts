import type { FileText } from "../../text/file-text";
import type { Artifact, Target } from "../artifact";
import type { TakeoverSide } from "./model";

/** A file of a pair that a host gets, named in its folder as on the host. */
export interface HostFile extends Omit<Target, "host"> {
  readonly name: string;
  readonly content: FileText;
  readonly purpose: string;
}

/** The file among those of the environment. */
export function hostFile({ host, pair }: TakeoverSide, file: HostFile): Artifact {
  const { name, content, purpose, path, mode, group } = file;
  return {
    path: `hosts/${host.name}/${name}`,
    content,
    purpose,
    construct: `pairs.${pair.name}`,
    // The commands are those of the operating system's manuals; that LCA starts such a script is documented.
    evidence: "analogous",
    target: { host: host.name, path, mode, group },
  };
}
