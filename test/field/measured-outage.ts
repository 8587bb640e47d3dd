import { between, type MeasuredOutage, type Question, unseen } from "../../lib/drill/measured-outage";

export { type MeasuredOutage, measuredOutage, type Question } from "../../lib/drill/measured-outage";

/** The time in which any question was lost, even if others were answered meanwhile, as when two servers are asked in turns and one of them is silent. */
export function measuredLosses(questions: readonly Question[]): MeasuredOutage {
  const first = questions.findIndex(({ isAnswered }) => !isAnswered);
  const last = questions.findLastIndex(({ isAnswered }) => !isAnswered);
  return first === -1 ? unseen(questions) : between(questions, first, last);
}
