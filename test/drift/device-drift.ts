import { expect } from "vitest";
import { environmentDrift } from "../../lib/drift/environment-drift";
import { parseFacts } from "../../lib/drift/facts-file";
import { bigIpTopology } from "../options/big-ip/big-ip-sample";
import { factsOfDevice, type PostedDevice, postedDevices } from "./big-ip-facts-of-model";

const { topology } = bigIpTopology();

/** Of the sample. */
export const ENVIRONMENT = topology.environment;

/** A device as it is after everything was posted, to be changed. */
export function posted(from = topology): PostedDevice {
  return postedDevices(from)[0]!;
}

/** What drift says of a device's facts: state, code, path, message, found and expected. */
export function told(text: string, from = topology): string[] {
  const { facts, unparsed } = parseFacts("ltm-1.facts", text);
  const { findings } = environmentDrift({ topology: from, files: [] }, { facts: facts === undefined ? [] : [facts] });
  const lines = text.split("\n");
  return [
    ...unparsed.map(({ code }) => `unparsed ${code}`),
    ...findings.map(({ state, code, path, message, found, expected, position }) => {
      // What is found somewhere is on the line that is pointed to.
      const named = /(?:differs|disabled|added)$/.test(code) ? (/\/dmz\/\S+/.exec(message)?.[0] ?? "") : "";
      expect(lines[position!.line - 1]).toContain(named);
      // A self IP is on the line of its address.
      if (code === "self-ip-differs") expect(lines[position!.line - 1]).toContain(found!.split("/")[0]);
      return `${state} ${code} ${path}: ${message}: ${found} / ${expected}`;
    }),
  ];
}

/** The same of a device on which something was changed. */
export function changed(change: (device: PostedDevice) => void, from = topology): string[] {
  const device = posted(from);
  change(device);
  return told(factsOfDevice(ENVIRONMENT, device), from);
}
