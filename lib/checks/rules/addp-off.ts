import { milliseconds } from "../../model/duration";
import type { EnvironmentRule } from "../rule";

/** The time in which the loss of a host is noticed is known. */
export const addpOff: EnvironmentRule = {
  code: "addp-off",
  level: "error",
  acknowledgeable: true,
  title: "Solution Control Server watches the hosts by ADDP",
  why: "With an addp-timeout of 0 the protocol is off (documented), and a host that loses power is noticed only when TCP gives up.",
  *evaluate({ managementLayer }) {
    const { addpTimeout } = managementLayer.failureDetection;
    if (milliseconds(addpTimeout) === 0)
      yield {
        path: ["managementLayer", "failureDetection", "addpTimeout"],
        message: "ADDP is off, so the loss of a host is noticed late, after a time that is not known",
        found: addpTimeout,
        allowed: "a time above 0s",
        fix: "use 9s, the default, or 10s or more if the network has delays",
      };
  },
};
