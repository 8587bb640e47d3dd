import type { Cluster, Diagram, DiagramNode, Edge, View } from "./diagram";

/**
 * The font that the layout assumes. The style sheet shows the text a sixth smaller, because the fonts of a machine are not known, and some are wider than
 * this one.
 */
const FONT = 'fontname="Arial"';

/** Styles that change the layout. Colours and strokes come from style sheets, by class. */
const SHAPES: Readonly<Record<DiagramNode["kind"], string>> = {
  network: 'shape=box style=rounded margin="0.25,0.1"',
  interface: "shape=box",
  device: "shape=box",
  caller: 'shape=box style=rounded margin="0.2,0.1"',
  station: 'shape=box style=rounded margin="0.2,0.1"',
  server: "shape=box",
  control: "shape=box",
  agent: "shape=box",
  alarm: "shape=note",
  script: "shape=component margin=0.2",
};

const EDGES: Readonly<Record<Edge["kind"], string>> = {
  normal: "",
  standby: "style=dashed",
  link: "dir=none style=dotted",
};

/** The distance between boxes one behind the other, in inches; smaller in the SIP view, where every line with a text has room for it. */
const RANK_DISTANCES: Readonly<Record<View, number>> = { physical: 1.6, sip: 0.6, control: 0.9 };

/** A diagram in Graphviz's language. Nodes are numbered; every text is quoted. */
export function dot({ view, clusters, nodes, edges }: Diagram): string {
  const all = [...clusters.flatMap((one) => one.nodes), ...nodes];
  const ids = new Map(all.map(({ id }, index) => [id, `n${index + 1}`]));
  const box = ({ id, kind, lines }: DiagramNode) =>
    `${ids.get(id)} [label=${dotText(lines)} class="${kind}" ${SHAPES[kind]}];`;
  return `${[
    "digraph {",
    `  graph [rankdir=LR ${FONT} fontsize=15 nodesep=0.2 ranksep=${RANK_DISTANCES[view]} labeljust=l bgcolor=transparent pad=0.1];`,
    `  node [${FONT} fontsize=13 margin="0.15,0.08"];`,
    `  edge [${FONT} fontsize=12 arrowsize=0.7];`,
    ...clusters.flatMap((cluster, index) => clusterLines(cluster, index, box)),
    ...nodes.map((node) => `  ${box(node)}`),
    ...edges.map(({ from, to, kind, label, isFromBehind = false }) => {
      // A line between equals must not put one of them behind the other.
      const constraint = kind === "link" && view !== "physical" ? "constraint=false" : "";
      const text = label === undefined ? "" : `label=${dotText([` ${label} `])}`;
      // Graphviz puts the second node of a line behind the first.
      const [first, second] = isFromBehind ? [to, from] : [from, to];
      const direction = isFromBehind ? "dir=back" : "";
      return `  ${ids.get(first)} -> ${ids.get(second)} [class="${kind}" ${EDGES[kind]} ${direction} ${constraint} ${text}];`;
    }),
    "}",
  ].join("\n")}\n`;
}

function clusterLines(
  { kind, title, nodes }: Cluster,
  index: number,
  box: (node: DiagramNode) => string,
): readonly string[] {
  return [
    `  subgraph cluster_${index + 1} {`,
    `    label=${dotText([title])}; class="${kind}"; margin=12; style=rounded;`,
    ...nodes.map((node) => `    ${box(node)}`),
    "  }",
  ];
}

/**
 * Text in quotes. Graphviz first reads entities, of which it knows numbers, then takes backslashes for its own escapes. Characters that XML cannot have would
 * spoil the picture.
 */
function dotText(lines: readonly string[]): string {
  return `"${lines.map(escaped).join("\\n")}"`;
}

function escaped(line: string): string {
  return line
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\uFFFE\uFFFF]+/gu, " ")
    .replace(/\p{Cs}/gu, "\uFFFD")
    .replace(/[&<>"\\]/g, (character) => (character === "\\" ? "&#92;&#92;" : `&#${character.charCodeAt(0)};`));
}
