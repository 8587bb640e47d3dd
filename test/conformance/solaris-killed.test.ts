import { logicalInterface } from "../../lib/options/ip-address-takeover/unix/logical-interface";
import { describeKilled } from "./unix-killed";

// Its kernel takes a second or two to use an address, and most commands are the same as on AIX.
describeKilled(logicalInterface, 20);
