/** Endings of the names of scripts that Unix systems run. */
const UNIX_SCRIPT_ENDINGS = ["sh", "ksh", "bash", "csh", "pl", "py"];

/** The same for Windows. */
export const WINDOWS_SCRIPT_ENDINGS = ["bat", "cmd", "vbs", "ps1"];

/** The endings of any system. */
export const SCRIPT_ENDINGS: readonly string[] = [...UNIX_SCRIPT_ENDINGS, ...WINDOWS_SCRIPT_ENDINGS];
