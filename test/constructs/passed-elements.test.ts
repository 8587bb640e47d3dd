import { App } from "cdktf";
import { Construct } from "constructs";
import { describe, expect, test } from "vitest";
import { Host } from "../../lib";
import { sampleEnvironment } from "../sample-environment";
import { temporaryFolder } from "../temporary-folder";
import { outline, refused } from "./refused";

const app = () => new App({ outdir: temporaryFolder() });

describe("an element in place of one of another kind", () => {
  test("is refused if the expected one has the same name", () => {
    const { environment } = sampleEnvironment(app());
    const voice = new Host(new Construct(environment, "hosts"), "voice", { os: "linux", interfaces: {} });
    new Host(environment, "third", {
      os: "linux",
      interfaces: { eth0: { network: voice as never, address: "10.120.0.77" } },
    });
    const error = refused(() => environment.topology);
    expect(outline(error)).toContainEqual(["wrong-type", "hosts.third.interfaces.eth0.network", "staging/third"]);
    expect(error.message).toContain(
      "a network belongs here, but host voice is passed, which has the name of a network",
    );
  });

  test("is reported as missing under its name if no element of the expected kind has that name", () => {
    const { environment, sipA } = sampleEnvironment(app());
    new Host(environment, "third", {
      os: "linux",
      interfaces: { eth0: { network: sipA as never, address: "10.120.0.77" } },
    });
    expect(outline(refused(() => environment.topology))).toEqual([
      ["missing-reference", "hosts.third.interfaces.eth0.network", "staging/third"],
    ]);
  });
});

describe("an element whose construct is removed from the tree", () => {
  test("is refused, because it would be deployed all the same", () => {
    const root = app();
    const { environment } = sampleEnvironment(root);
    const around = new Construct(environment, "more");
    new Host(around, "spare", { os: "linux", interfaces: { eth0: { network: "voice", address: "10.120.0.77" } } });
    environment.node.tryRemoveChild("more");
    const error = refused(() => root.synth());
    expect(outline(error)).toEqual([["removed-element", "hosts.spare", "staging/more/spare"]]);
    expect(error.located[0]!.place.position).toMatchObject({ file: "test/constructs/passed-elements.test.ts" });
  });

  test("is also refused if an environment has been written before", () => {
    const root = app();
    const { environment } = sampleEnvironment(root);
    root.synth();
    environment.node.tryRemoveChild("management-layer");
    expect(outline(refused(() => root.synth()))).toEqual([
      ["removed-element", "managementLayer", "staging/management-layer"],
    ]);
  });
});
