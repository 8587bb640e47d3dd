import { powershell } from "../scripts/powershell-text";

/** What time it is in UTC, in a form that no locale changes; cmd has but local time, as the locale writes it. */
export const UTC_QUESTION = powershell`
'utc ' + [DateTime]::UtcNow.ToString('s')`;
