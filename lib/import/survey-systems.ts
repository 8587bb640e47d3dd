import type { OperatingSystem } from "../model/operating-system";
import { linuxSurvey } from "./linux-survey";
import type { SurveySystem } from "./survey-system";
import { aixSurvey, solarisSurvey } from "./unix-survey";
import { windowsSurvey } from "./windows-survey";

/** The operating systems whose hosts are surveyed. */
export const surveySystems: Readonly<Record<OperatingSystem, SurveySystem>> = {
  linux: linuxSurvey,
  solaris: solarisSurvey,
  aix: aixSurvey,
  windows: windowsSurvey,
};
