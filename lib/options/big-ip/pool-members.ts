import type { Transport } from "../../model/pair";
import { block } from "../../text/markdown";
import { folderOf, ITEM } from "./as3-declaration";
import { type Service, transportsOf } from "./model";

/** The command of the device that shows which members of a pool are up. */
export function members(service: Service, transport: Transport): string {
  return `tmsh show ltm pool ${folderOf(service)}/${ITEM.pool(transport)} members`;
}

/** The same for all pools of a pair. */
export function pools(service: Service): string {
  return block(
    "sh",
    transportsOf(service.pair).map((transport) => members(service, transport)),
  );
}
