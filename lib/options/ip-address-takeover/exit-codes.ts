/** What each exit code of a control script means, on every operating system. */
export const EXIT_CODES: ReadonlyMap<number, string> = new Map([
  [0, "done, or so already; for status: the virtual IP is up here"],
  [2, "wrong use"],
  [3, "the virtual IP is not up here (status, announce), or stays as it is (take-back, release)"],
  [4, "not root, on Windows no administrator"],
  [5, "a tool is missing"],
  [6, "the host is not as declared: interface, its own address, a misplaced virtual IP, or the lock's folder"],
  [7, "another host holds the virtual IP"],
  [8, "another run holds the lock"],
  [9, "the system did not do what was asked"],
]);
