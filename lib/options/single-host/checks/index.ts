import type { Rule } from "../../../checks/rule";
import { seatsLimit } from "./seats-limit";
import { seatsOnHost } from "./seats-on-host";
import { serversApart } from "./servers-apart";
import { singleHostLoss } from "./single-host-loss";

/** The rules of a pair on a single host, in the order in which their findings are shown. */
export const singleHostRules: readonly Rule[] = [serversApart, seatsLimit, seatsOnHost, singleHostLoss];
