/** Colours by name. Text on `page` and on each of the fills has a contrast of at least 4.5; lines have one of at least 3. */
const LIGHT = {
  page: "#ffffff",
  raised: "#f3f5f8",
  text: "#1b2430",
  quiet: "#4d5a6b",
  line: "#76839a",
  link: "#0b57b0",
  focus: "#0b57b0",
  good: "#136a33",
  bad: "#b3261e",
  warn: "#8a5200",
  "fill-network": "#dbe9fb",
  "fill-station": "#ddf2e1",
  "fill-server": "#ffffff",
  "fill-control": "#ece4fa",
  "fill-alarm": "#fdecc8",
  "part-nextStep": "#dcd6c8",
  "part-detection": "#8fb8f0",
  "part-decision": "#c3a6ef",
  "part-script": "#8fd3a4",
  "part-convergence": "#8fd0d3",
  "part-neighbourUpdate": "#f2cf7a",
  "part-repair": "#efa59b",
  "part-clientRecovery": "#b9c2cf",
};

const DARK: Readonly<Record<keyof typeof LIGHT, string>> = {
  page: "#12171e",
  raised: "#1c232d",
  text: "#e6ebf2",
  quiet: "#aeb9c8",
  line: "#74839a",
  link: "#8cbcff",
  focus: "#8cbcff",
  good: "#7fdc9c",
  bad: "#ff9d94",
  warn: "#f3c26b",
  "fill-network": "#1d3350",
  "fill-station": "#1c3d28",
  "fill-server": "#1c232d",
  "fill-control": "#35284f",
  "fill-alarm": "#46350f",
  "part-nextStep": "#57534a",
  "part-detection": "#2f5f9e",
  "part-decision": "#644a94",
  "part-script": "#2b6e40",
  "part-convergence": "#22666b",
  "part-neighbourUpdate": "#76591a",
  "part-repair": "#8c3d35",
  "part-clientRecovery": "#4c596b",
};

const rule = (colours: Readonly<Record<string, string>>, scheme: string) => (selector: string) =>
  `${selector}{color-scheme:${scheme};${Object.entries(colours)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";")}}`;

/** The colours as a rule of a style sheet, for light and for dark. */
export const THEMES = { light: rule(LIGHT, "light"), dark: rule(DARK, "dark") };

/** How diagrams look, on a page and as files. Fonts with the widths that the layout assumes come first. */
export const DIAGRAM_STYLE = [
  "svg.diagram text{font-family:Arial,'Liberation Sans',Arimo,Helvetica,sans-serif;font-size:11px;fill:var(--text)}",
  "svg.diagram .edge text{font-size:10px;paint-order:stroke;stroke:var(--page);stroke-width:3px}",
  ".diagram polygon,.diagram path,.diagram polyline,.diagram ellipse{stroke:var(--line);fill:none}",
  ".diagram .graph>polygon{stroke:none}",
  ".diagram .cluster path,.diagram .cluster polygon{fill:var(--raised)}",
  ".diagram .cluster text{font-weight:bold}",
  ".diagram .node polygon,.diagram .node path{fill:var(--fill-server)}",
  ".diagram .network path{fill:var(--fill-network)}",
  ".diagram .station path{fill:var(--fill-station)}",
  ".diagram .caller path{fill:var(--raised)}",
  ".diagram .control polygon,.diagram .agent polygon{fill:var(--fill-control)}",
  ".diagram .alarm polygon,.diagram .alarm polyline{fill:var(--fill-alarm)}",
  ".diagram .script polygon{fill:var(--fill-station)}",
  ".diagram .edge path{stroke:var(--quiet);stroke-width:1.3}",
  ".diagram .edge polygon{fill:var(--quiet);stroke:var(--quiet)}",
  ".diagram .standby path{stroke-dasharray:6 4}",
  ".diagram .link path{stroke-dasharray:1.5 3}",
].join("");
