import { powershell } from "../scripts/powershell-text";

/** The time in UTC, in a form that no locale changes; cmd only has local time, as the locale writes it. */
export const UTC_QUESTION = powershell`
'utc ' + [DateTime]::UtcNow.ToString('s')`;
