import { mermaidText } from "../sequence-diagram";
import type { Diagram, DiagramNode, Edge } from "./diagram";

const ARROWS: Readonly<Record<Edge["kind"], string>> = { normal: "-->", standby: "-.->", link: "---" };

/** A diagram as a Mermaid flowchart. Nodes are numbered, so that no name ever becomes part of the grammar. */
export function mermaidFlowchart({ title, clusters, nodes, edges }: Diagram): string {
  const ids = new Map(
    [...clusters.flatMap((one) => one.nodes), ...nodes].map(({ id }, index) => [id, `n${index + 1}`]),
  );
  const box = ({ id, lines }: DiagramNode) => `${ids.get(id)}["${lines.map(mermaidText).join("<br/>")}"]`;
  return `${[
    "flowchart LR",
    `  accTitle: ${title}`,
    ...clusters.flatMap((cluster, index) => [
      `  subgraph c${index + 1}["${mermaidText(cluster.title)}"]`,
      ...cluster.nodes.map((node) => `    ${box(node)}`),
      "  end",
    ]),
    ...nodes.map((node) => `  ${box(node)}`),
    ...edges.map(({ from, to, kind, label }) => {
      const text = label === undefined ? "" : `|"${mermaidText(label)}"|`;
      return `  ${ids.get(from)} ${ARROWS[kind]}${text} ${ids.get(to)}`;
    }),
  ].join("\n")}\n`;
}
