import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { environmentObjects } from "../../lib/configuration-layer/applications";
import {
  type ConfigurationObjects,
  type DnObject,
  mergeObjects,
  renderObjects,
} from "../../lib/configuration-layer/objects";
import { sampleTopology } from "../sample-topology";

const empty: ConfigurationObjects = { hosts: [], scripts: [], applications: [], alarmConditions: [] };
const script = (name: string) => ({ name, tenant: "Environment", type: "alarmreaction", state: "enabled" }) as const;

describe("objects of the Configuration Layer", () => {
  it("are merged by kind and sorted by name", () => {
    expect(mergeObjects({ scripts: [script("b")] }, {}, { scripts: [script("a"), script("B")] })).toEqual({
      ...empty,
      scripts: [script("B"), script("a"), script("b")],
    });
  });

  it("have DNs, sorted by number, if there are any", () => {
    const dn = (number: string): DnObject => ({
      number,
      switch: "SW",
      tenant: "Environment",
      type: "voipservice",
      routeType: "default",
      switchSpecificType: 1,
      state: "enabled",
    });
    expect(mergeObjects({ dns: [dn("proxy-b")] }, { dns: [dn("proxy-a")] }).dns).toEqual([
      dn("proxy-a"),
      dn("proxy-b"),
    ]);
    expect(mergeObjects({ dns: [] }).dns).toBeUndefined();
  });

  it("are rendered with mutagen's top-level keys, two spaces and a line feed at the end", () => {
    expect(renderObjects({ ...empty, scripts: [script("a")] })).toBe(`{
  "__metadata__": {
    "formatName": "JSON",
    "formatVersion": "1.0.0"
  },
  "hosts": [],
  "scripts": [
    {
      "name": "a",
      "tenant": "Environment",
      "type": "alarmreaction",
      "state": "enabled"
    }
  ],
  "applications": [],
  "alarmConditions": []
}
`);
  });

  it("give the same bytes whatever their order", () => {
    const objects = environmentObjects(sampleTopology());
    const reversed: ConfigurationObjects = {
      hosts: [...objects.hosts].reverse(),
      scripts: [...objects.scripts].reverse(),
      applications: [...objects.applications].reverse(),
      alarmConditions: [...objects.alarmConditions].reverse(),
    };
    expect(renderObjects(mergeObjects(reversed))).toBe(renderObjects(mergeObjects(objects)));
    expect(renderObjects(objects)).toBe(renderObjects(environmentObjects(sampleTopology())));
  });

  it("never contain text that mutagen would take for a variable, and are still the same JSON", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("$", "{", "}", "\\", "A", '"') }), (name) => {
        const text = renderObjects({ ...empty, scripts: [script(name)] });
        expect(text).not.toContain("${");
        expect(JSON.parse(text).scripts).toEqual([script(name)]);
      }),
    );
  });
});
