import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { declarationFrom, declarationOf, pathInTopologyFile } from "../../lib/diff/declared-model";
import { readYaml, type YamlSource } from "../../lib/input/yaml-source";
import { resolve } from "../../lib/synth/resolve";
import { renderTopology } from "../../lib/synth/topology-file";
import { sampleTopology } from "../sample-topology";

const GOLDEN = join(__dirname, "../golden");
const names = readdirSync(GOLDEN, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

describe.each(names)("the topology.yaml of %s", (name) => {
  const folder = join(GOLDEN, name, "expected");
  const file = readYaml(join(folder, "topology.yaml")) as YamlSource;
  const { topology, findings } = resolve(declarationFrom(file.value));

  test("is read back as the model from which it was written", () => {
    expect(findings).toEqual([]);
    expect(parse(renderTopology(topology!))).toEqual(file.value);
  });

  test("says the same as the model in the words of the environment file", () => {
    expect(declarationOf(topology!)).toEqual(declarationFrom(file.value));
  });
});

describe("a model in the words of the environment file", () => {
  test("resolves to the same model", () => {
    const topology = sampleTopology();
    expect(resolve(declarationOf(topology))).toEqual({ topology, findings: [], notEvaluated: [] });
  });

  test("has interfaces by name, and connection and option under their kind", () => {
    const { hosts, pairs } = declarationOf(sampleTopology());
    expect(hosts!["sip-a"]).toMatchObject({
      interfaces: { eth1: { network: "voice", address: "10.120.0.11" } },
      connection: { ssh: { user: "genesys" } },
    });
    expect(Object.keys((pairs!.inbound as { highAvailability: object }).highAvailability)).toEqual([
      "ipAddressTakeover",
    ]);
  });
});

describe("the place in topology.yaml of", () => {
  const file = { hosts: { a: { interfaces: [{ name: "eth0" }, { name: "eth1" }] } } };
  test.each([
    [
      ["hosts", "a", "interfaces", "eth1", "address"],
      ["hosts", "a", "interfaces", 1, "address"],
    ],
    [
      ["hosts", "a", "interfaces", "eth9"],
      ["hosts", "a", "interfaces"],
    ],
    [
      ["hosts", "a", "connection", "ssh", "user"],
      ["hosts", "a", "connection", "user"],
    ],
    [
      ["pairs", "p", "highAvailability", "bigIp", "device"],
      ["pairs", "p", "highAvailability", "device"],
    ],
    [
      ["terraform", "backend", "s3", "bucket"],
      ["backend", "settings", "bucket"],
    ],
    [
      ["acknowledge", 0, "on"],
      ["acknowledgements", 0, "on"],
    ],
    [
      ["pairs", "p", "sip", "port"],
      ["pairs", "p", "sip", "port"],
    ],
  ])("%j is %j", (path, place) => {
    expect(pathInTopologyFile(path, file)).toEqual(place);
  });
});
