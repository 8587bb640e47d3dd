/** Whether a file in an environment's folder is one that `sip-ha report` writes; the next synth does not keep it. */
export function isReportFile(path: string): boolean {
  return path === "report.html" || /^diagrams\/(?:[^/]+-)?(?:physical|sip|control)\.(?:svg|mmd)$/.test(path);
}
