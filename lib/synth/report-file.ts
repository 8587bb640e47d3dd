/** Whether a file in an environment's folder is one of those that `sip-ha report` writes; the next synth leaves them behind. */
export function isReportFile(path: string): boolean {
  return path === "report.html" || /^diagrams\/(?:[^/]+-)?(?:physical|sip|control)\.(?:svg|mmd)$/.test(path);
}
