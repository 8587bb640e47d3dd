import { BatchText } from "../batch-text";
import type { PowerShellText } from "../powershell-text";

/**
 * PowerShell code as a command of `for /f`, on one line between two quotes. It takes its values from environment variables, so nothing is quoted twice.
 * Unlike a script in a file, a command is bound to no execution policy. Refuses characters that cmd would interpret even between quotes.
 */
export function powershellCommand(code: PowerShellText): BatchText {
  const text = code.text.trim().replaceAll(/\s*\n\s*/g, " ");
  if (/["%!^]/.test(text)) throw new RangeError(`cmd would read more than a quoted word: ${text}`);
  return new BatchText(
    `%%SYSTEM%%\\WindowsPowerShell\\v1.0\\powershell.exe -NoLogo -NoProfile -NonInteractive -Command "${text}"`,
  );
}
