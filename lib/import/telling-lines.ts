/** An extended regular expression for text that may have an address, or bring up an interface that is prepared for one. */
export const TELLING =
  "([0-9]{1,3}[.]){3}[0-9]{1,3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:|ifconfig|ifup|ifdown|^ *iface |DEVICE=|sip-server-ha";

/** What tells the settings of a control script of this package. */
export const SETTINGS = "^[A-Z_]+=|conntrack|still answers for|may hold it, after";

/** The same for findstr, one of which has to fit. It takes no alternatives, and only short expressions with few sets of characters. */
export const WINDOWS_TELLING: readonly string[] = [
  "[0-9]\\.[0-9][0-9]*\\.[0-9][0-9]*\\.[0-9]",
  "[0-9a-f][0-9a-f]*:[0-9a-f]*:",
  "netsh",
  "nlb",
  "wlbs",
];

/** What tells the settings of a control script of this package for Windows, and of the script that makes a cluster. */
export const WINDOWS_SETTINGS: readonly string[] = [
  "^set .[A-Z_]*=",
  "goto occupied",
  "may hold it, after",
  "^.[A-Za-z]* = ",
  "StartPort = [0-9]",
];
