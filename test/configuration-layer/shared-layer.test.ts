import { describe, expect, test } from "vitest";
import { configurationLayers, machineOf } from "../../lib/configuration-layer/shared-layer";
import type { Topology } from "../../lib/model/topology";
import { sampleTopology } from "../sample-topology";

/** An environment with these applications of the Management Layer, on a machine of that address. */
function environment(name: string, scs: string, messageServer: string, address = "10.110.0.5"): Topology {
  const sample = sampleTopology({ controlServer: address });
  return {
    ...sample,
    environment: name,
    managementLayer: {
      ...sample.managementLayer,
      solutionControlServer: { application: scs, host: "mgmt-1" },
      messageServer: { application: messageServer, host: "mgmt-1" },
    },
  };
}

const names = (...topologies: readonly Topology[]) =>
  configurationLayers(topologies).map((layer) => layer.map((one) => one.environment));

describe("environments belong to one Configuration Layer", () => {
  test("if they name one application of the Management Layer", () => {
    expect(
      names(environment("a", "SCS", "MS_A"), environment("b", "SCS", "MS_B"), environment("c", "SCS_C", "MS_C")),
    ).toEqual([["a", "b"], ["c"]]);
  });

  test("if each shares one with a third, whatever their order", () => {
    const [a, b, c] = [
      environment("a", "SCS_1", "MS_1"),
      environment("b", "SCS_2", "MS_2"),
      environment("c", "SCS_1", "MS_2"),
    ];
    expect(names(a, b, c)).toEqual([["a", "b", "c"]]);
    expect(names(c, b, a)).toEqual([["c", "b", "a"]]);
  });

  test("but not if the name is that of an application on another machine", () => {
    expect(names(environment("a", "SCS", "MS"), environment("b", "SCS", "MS", "10.111.0.5"))).toEqual([["a"], ["b"]]);
  });
});

test("a machine is identified by name and address", () => {
  expect(machineOf(sampleTopology(), "mgmt-1")).toBe("mgmt-1 at 10.110.0.5");
});
