import { expect } from "vitest";
import { environmentDrift } from "../../lib/drift/environment-drift";
import { parseFacts } from "../../lib/drift/facts-file";
import { bigIpTopology } from "../options/big-ip/big-ip-sample";
import { factsOfDevice, type PostedDevice, postedDevices } from "./big-ip-facts-of-model";

const { topology } = bigIpTopology();

/** The environment of the sample. */
export const ENVIRONMENT = topology.environment;

/** A device after everything was posted, for tests to change. */
export function posted(from = topology): PostedDevice {
  return postedDevices(from)[0]!;
}

/** What drift finds in a device's facts: state, code, path, message, found and expected. */
export function told(text: string, from = topology): string[] {
  const { facts, unparsed } = parseFacts("ltm-1.facts", text);
  const { findings } = environmentDrift({ topology: from, files: [] }, { facts: facts === undefined ? [] : [facts] });
  const lines = text.split("\n");
  return [
    ...unparsed.map(({ code }) => `unparsed ${code}`),
    ...findings.map(({ state, code, path, message, found, expected, position }) => {
      // The line to which the finding points has what was found.
      const named = /(?:differs|disabled|added)$/.test(code) ? (/\/dmz\/\S+/.exec(message)?.[0] ?? "") : "";
      expect(lines[position!.line - 1]).toContain(named);
      // For a self IP, that is the line with its address.
      if (code === "self-ip-differs") expect(lines[position!.line - 1]).toContain(found!.split("/")[0]);
      return `${state} ${code} ${path}: ${message}: ${found} / ${expected}`;
    }),
  ];
}

/** The same for a device on which something was changed. */
export function changed(change: (device: PostedDevice) => void, from = topology): string[] {
  const device = posted(from);
  change(device);
  return told(factsOfDevice(ENVIRONMENT, device), from);
}
