import { controlView } from "./diagram/control-view";
import { type Diagram, VIEWS, type View } from "./diagram/diagram";
import { mermaidFlowchart } from "./diagram/mermaid";
import { physicalView } from "./diagram/physical-view";
import { sipView } from "./diagram/sip-view";
import { type Draughtsman, svgFile } from "./diagram/svg";
import { environmentReport } from "./html/environment-report";
import type { DrawnView, ReportContent } from "./html/report-content";
import { DRAWN_TOGETHER, exemplaryPairs, toldOf } from "./html/told-in-full";

/** A file of a report. */
export interface ReportFile {
  /** The path below the environment's folder. */
  readonly path: string;
  readonly content: string;
}

const VIEW_OF: Readonly<Record<View, (topology: ReportContent["topology"], pairs: readonly string[]) => Diagram>> = {
  physical: physicalView,
  sip: sipView,
  control: controlView,
};

/**
 * `report.html`, and each diagram as SVG and as Mermaid text. A few pairs are drawn together. Of more pairs, each is drawn by itself, unless it is like a
 * pair that is drawn already.
 */
export function reportFiles(content: Omit<ReportContent, "views" | "told">, { draw }: Draughtsman): ReportFile[] {
  const { topology, results } = content;
  const told = toldOf(topology, results);
  const all = [...topology.pairs.keys()];
  const pictures =
    all.length === 0
      ? []
      : all.length <= DRAWN_TOGETHER
        ? [{ pair: undefined, names: all }]
        : exemplaryPairs(told).map((pair) => ({ pair, names: [pair] }));
  const drawn = pictures.flatMap(({ pair, names }) =>
    VIEWS.map((view) => {
      const diagram = VIEW_OF[view](topology, names);
      return { pair, view, diagram, svg: draw(diagram) };
    }),
  );
  const views = drawn.map(({ pair, view, diagram, svg }): DrawnView => ({ pair, view, title: diagram.title, svg }));
  return [
    { path: "report.html", content: environmentReport({ ...content, views, told }) },
    ...drawn.flatMap(({ pair, view, diagram, svg }) => {
      const path = `diagrams/${pair === undefined ? "" : `${pair}-`}${view}`;
      return [
        { path: `${path}.svg`, content: svgFile(svg) },
        { path: `${path}.mmd`, content: mermaidFlowchart(diagram) },
      ];
    }),
  ];
}
