/** What a node stands for; each kind looks different, in every rendering by its text too. */
const NODE_KINDS = [
  "network",
  "interface",
  "device",
  "caller",
  "station",
  "server",
  "control",
  "agent",
  "alarm",
  "script",
] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** A box. */
export interface DiagramNode {
  /** One in the diagram; shown nowhere. */
  readonly id: string;
  readonly kind: NodeKind;
  /** What stands in it, a line each. */
  readonly lines: readonly string[];
}

/** A box around boxes: a host, a device, a pair. */
export interface Cluster {
  readonly kind: "host" | "device" | "pair";
  readonly title: string;
  readonly nodes: readonly DiagramNode[];
}

/** A line between two nodes, by their ids: `normal` as it is every day, `standby` what becomes of it after a switchover, `link` without direction. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: "normal" | "standby" | "link";
  readonly label?: string | undefined;
  /** The first node stands behind the second one, in the direction of reading; by default before it. */
  readonly isFromBehind?: true;
}

export const VIEWS = ["physical", "sip", "control"] as const;
export type View = (typeof VIEWS)[number];

/** A view of an environment, or of some of its pairs: what is drawn, without where. */
export interface Diagram {
  readonly view: View;
  readonly title: string;
  /** What is to be seen, in a sentence, for whoever does not see it. */
  readonly description: string;
  readonly clusters: readonly Cluster[];
  /** Nodes in no cluster. */
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly Edge[];
}
