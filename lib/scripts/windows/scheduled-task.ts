import { xmlText } from "../../text/xml";

/** A task that Windows starts at boot, as the account of the system. */
export interface ScheduledTask {
  readonly description: string;
  /** A batch file, by its absolute path. */
  readonly script: string;
  readonly words: string;
  /** An ISO 8601 duration; `PT0S` is no limit. */
  readonly timeLimit: string;
  /** Also started when it is registered, and every minute unless it runs. */
  readonly isKeptRunning: boolean;
}

/** The folder of the tasks, which Windows makes and removes. */
export const TASK_FOLDER = "sip-ha";

/**
 * The task as schtasks reads it: `schtasks /create /tn sip-ha\name /xml name.xml`. S-1-5-18 is the system's account in every language. With /d, cmd runs
 * no commands of the registry before the script.
 */
export function scheduledTask({ description, script, words, timeLimit, isKeptRunning }: ScheduledTask): string {
  const repetition = isKeptRunning ? "<Repetition><Interval>PT1M</Interval></Repetition>" : "";
  // In the order in which Windows itself exports tasks; the published schema has the opposite order. A repetition without a duration has no end.
  const trigger = (kind: string) => `<${kind}>${repetition}<Enabled>true</Enabled></${kind}>`;
  // A registration trigger starts the task when it is registered.
  const triggers = ["BootTrigger", ...(isKeptRunning ? ["RegistrationTrigger"] : [])].map(trigger).join("\n    ");
  const text = `<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>${xmlText(description)}</Description>
  </RegistrationInfo>
  <Triggers>
    ${triggers}
  </Triggers>
  <Principals>
    <Principal id="System">
      <UserId>S-1-5-18</UserId>
      <RunLevel>HighestAvailable</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>${timeLimit}</ExecutionTimeLimit>
    <Priority>4</Priority>
  </Settings>
  <Actions Context="System">
    <Exec>
      <Command>%SystemRoot%\\System32\\cmd.exe</Command>
      <Arguments>${xmlText(`/d /c ${script} ${words}`.trimEnd())}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
  if (!/^[\x20-\x7e\n]*$/.test(text))
    throw new RangeError("only the printable characters of ASCII can stand in a task");
  return text.replaceAll("\n", "\r\n");
}
