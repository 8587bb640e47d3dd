/** What a node stands for. Each kind looks different, and every rendering also shows the difference in the text. */
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
  /** Unique in the diagram; shown nowhere. */
  readonly id: string;
  readonly kind: NodeKind;
  /** The text inside the box, line by line. */
  readonly lines: readonly string[];
}

/** A box around other boxes: a host, a device, a pair. */
export interface Cluster {
  readonly kind: "host" | "device" | "pair";
  readonly title: string;
  readonly nodes: readonly DiagramNode[];
}

/** A line between two nodes, by their ids: `normal` for everyday operation, `standby` for after a switchover, `link` without direction. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly kind: "normal" | "standby" | "link";
  readonly label?: string | undefined;
  /** The first node stands behind the second one, in reading direction; by default it stands before it. */
  readonly isFromBehind?: true;
}

export const VIEWS = ["physical", "sip", "control"] as const;
export type View = (typeof VIEWS)[number];

/** A view of an environment, or of some of its pairs: what is drawn, but not where. */
export interface Diagram {
  readonly view: View;
  readonly title: string;
  /** What the picture shows, in one sentence, for people who cannot see it. */
  readonly description: string;
  readonly clusters: readonly Cluster[];
  /** Nodes that are in no cluster. */
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly Edge[];
}
