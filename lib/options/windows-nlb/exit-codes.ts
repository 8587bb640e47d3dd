/** What each exit code of a control script means. */
export const NLB_EXIT_CODES: ReadonlyMap<number, string> = new Map([
  [0, "done, or so already; for status: the port rules are enabled here"],
  [2, "wrong use"],
  [3, "the port rules are not enabled here (status)"],
  [4, "not an administrator"],
  [5, "a tool is missing"],
  [
    6,
    "the host is not as declared: no such cluster, another number in it, its operations stopped, a port rule missing, or the lock's folder",
  ],
  [8, "another run holds the lock"],
  [9, "Windows did not do what was asked, or does not report what it did"],
]);
