/** Endings of names of scripts that systems of Unix run. */
const UNIX_SCRIPT_ENDINGS = ["sh", "ksh", "bash", "csh", "pl", "py"];

/** The same of Windows. */
export const WINDOWS_SCRIPT_ENDINGS = ["bat", "cmd", "vbs", "ps1"];

/** Those of any system. */
export const SCRIPT_ENDINGS: readonly string[] = [...UNIX_SCRIPT_ENDINGS, ...WINDOWS_SCRIPT_ENDINGS];
