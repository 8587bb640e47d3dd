import { powershell } from "../scripts/powershell-text";

/** What the Task Scheduler says about the task that the variable TASK names with its folder: whether it is enabled, and its state as a number. */
export const TASK_QUESTION = powershell`
try {
$service = New-Object -ComObject Schedule.Service -ErrorAction Stop;
$service.Connect();
$task = $service.GetFolder('\').GetTask($env:TASK);
'task ' + $task.Enabled + ' ' + [int]$task.State
} catch { 'failed' }`;
