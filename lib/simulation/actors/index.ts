import type { Actor } from "./actor";
import { controlScripts } from "./control-scripts";
import { hosts } from "./hosts";
import { messageServer } from "./message-server";
import { neighbours } from "./neighbours";
import { solutionControlServers } from "./solution-control-servers";

/** All actors, whatever the option, in the order in which they look at the world. */
export const actors: readonly Actor[] = [hosts, solutionControlServers, messageServer, controlScripts, neighbours];
