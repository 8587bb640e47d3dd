import { alias } from "../../lib/options/ip-address-takeover/unix/alias";
import { describeKilled } from "./unix-killed";

describeKilled(alias, 10);
