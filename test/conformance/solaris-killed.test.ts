import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import { describeKilled } from "./unix-killed";

// Its kernel takes a second or two to use an address. Most commands are AIX' as well, where each has its turn.
describeKilled(logicalInterface, 5);
