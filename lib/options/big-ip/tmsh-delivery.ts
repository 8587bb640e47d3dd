import { block, paragraphs, steps } from "../../text/markdown";
import { deviceFolder } from "./artifacts";
import { folderOf, ITEM } from "./as3-declaration";
import type { Delivery } from "./delivery";
import { type Service, transportsOf } from "./model";
import { pools } from "./pool-members";
import { pairObjects } from "./tmsh";

const file = ({ device }: Service) => `\`${deviceFolder(device)}/tmsh.txt\``;
/** The name under which the device keeps its earlier configuration. */
const saved = ({ pair }: Service) => `before-${pair.name}`;

function network(service: Service): string {
  const { device } = service;
  return paragraphs(
    `BIG-IP ${device.version} runs no AS3 that takes the declaration, so all of it is typed: the commands of ${file(service)}, in a shell of the device that \`tmsh\` opens. The commands for the network follow the vendor's own templates for another version. The commands of this chapter that save and delete are from memory: compare them with the documentation of your version. Before the first command, save what the device has; it is the way back:`,
    block("sh", [`tmsh save sys ucs ${saved(service)}`]),
    "The first commands of the file make the VLANs, self IPs and the default route of the table. Type those that the device does not have yet.",
  );
}

function deployment(service: Service): string {
  const { device, pair } = service;
  return steps(
    `If the device has no partition ${device.tenant} yet, type \`create auth partition ${device.tenant}\`.`,
    `Type the commands of ${file(service)} that follow \`# Pair ${pair.name}.\`, up to the next pair or the end. Nothing checks them beforehand. If a command is refused, stop: the commands before it have been carried out, and the roll-back below takes them back.`,
    "Type `save sys config`.",
    `Check that each pool is there, with both members:\n${pools(service)}`,
  );
}

/** Ordered so that no object is deleted while another one still uses it. */
function deleted(service: Service): string {
  return `Delete what the pair's commands have created, the last first, in a shell that \`tmsh\` opens. A command for something that is not there is refused, which does no harm:\n${block(
    "text",
    [
      ...pairObjects(service)
        .reverse()
        .map((object) => `delete ${object}`),
      "save sys config",
    ],
  )}`;
}

function undone(service: Service): string[] {
  return [
    `${deleted(service)}\nThen type the commands of the earlier \`tmsh.txt\`, if there was one.`,
    `Or put the whole device back to what was saved, which also undoes what others have changed on it since:\n${block("sh", [`tmsh load sys ucs ${saved(service)}`])}`,
  ];
}

function transports(service: Service): string {
  const transport = transportsOf(service.pair).at(-1)!;
  const folder = folderOf(service);
  return paragraphs(
    "Intervals, timeouts and codes change in place: type the new command of the monitor or the pool with `modify` instead of `create`. A transport that is taken away takes its virtual server, pool and monitor with it, in this order, because each uses the next, e.g.",
    block("text", [
      `delete ltm virtual ${folder}/${ITEM.server(transport)}`,
      `delete ltm pool ${folder}/${ITEM.pool(transport)}`,
      `delete ltm monitor sip ${folder}/${ITEM.monitor(transport)}`,
      "save sys config",
    ]),
  );
}

/** Delivery by commands of the device's own shell. */
export const tmshDelivery: Delivery = {
  network,
  deployment,
  undone,
  kept: (service) => `Save what the device has:\n${block("sh", [`tmsh save sys ucs ${saved(service)}`])}`,
  takenOff: (service) => `${deleted(service)}\n`.trimEnd(),
  transports,
  ofSecond: "Type the commands on only one of the two.",
};
