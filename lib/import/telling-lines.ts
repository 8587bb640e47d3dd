import { SCRIPT_ENDINGS, WINDOWS_SCRIPT_ENDINGS } from "./script-endings";

/** An extended regular expression for text that may contain an address, change one, bring up an interface that is prepared for one, or leave that to another file by reading it in or running a script. */
export const TELLING = [
  "([0-9]{1,3}[.]){3}[0-9]{1,3}",
  "[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:",
  "ifconfig|ifup|ifdown|ipadm|nmcli|chdev",
  // For ip, which may be in a variable.
  "[ \t]a(ddr(ess)?)?[ \t]+(add|del|replace|change|flush)",
  "^ *iface |DEVICE=|sip-server-ha",
  "(^|[ \t;&|({])([.]|source)[ \t]",
  `[A-Za-z0-9_-][.](${SCRIPT_ENDINGS.join("|")})([^A-Za-z0-9_.]|$)`,
].join("|");

/** The lines with the settings of a control script of this package. */
export const SETTINGS = "^[A-Z_]+=|conntrack|still answers for|may hold it, after";

/** The same for findstr; one of them has to match. It accepts no alternatives, and only short expressions with few sets of characters. */
export const WINDOWS_TELLING: readonly string[] = [
  "[0-9]\\.[0-9][0-9]*\\.[0-9][0-9]*\\.[0-9]",
  "[0-9a-f][0-9a-f]*:[0-9a-f]*:",
  "netsh",
  "nlb",
  "wlbs",
  // PowerShell, and WMI.
  "NetIPAddress",
  "EnableStatic",
  // Work that is left to another file.
  "^[ @]*call ",
  ...WINDOWS_SCRIPT_ENDINGS.map((ending) => `[a-z0-9_-]\\.${ending}`),
];

/** Words of lines that may contain a secret and are not printed: `sshpass` and plink's `-pw` take a password as an argument. */
export const SECRETS: readonly string[] = ["passw", "passphrase", "sshpass", "-pw", "secret", "credential"];

/** A line of the file of a system's accounts and their hashes, with its number before it: a name, a hash of any kind, six numbers or nothing, and a last field. */
const ACCOUNT_LINE = `^[0-9]+:[^:]*:[^:]*:${"[0-9]*:".repeat(6)}[^:]*$`;

/**
 * The same in an extended regular expression, for the survey of a host with a shell, and the text before a password's hash, also for a locked account: as root
 * the survey reads whatever a script names, or is a link to, which may be the system's own accounts.
 */
export const SECRET_LINES = [...SECRETS, ACCOUNT_LINE, ":[!*]*[$][0-9a-z]+(,rounds=[0-9]+)?[$]"].join("|");

/** The lines with the settings of a control script of this package for Windows, and of the script that makes a cluster. */
export const WINDOWS_SETTINGS: readonly string[] = [
  "^set .[A-Z_]*=",
  "goto occupied",
  "may hold it, after",
  "^.[A-Za-z]* = ",
  "StartPort = [0-9]",
];
