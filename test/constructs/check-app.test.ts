import { App } from "cdktf";
import { Construct } from "constructs";
import { describe, expect, test } from "vitest";
import { Environment, Network, reportOn } from "../../lib";
import { sampleEnvironment } from "../sample-environment";
import { temporaryFolder } from "../temporary-folder";

const newApp = () => new App({ outdir: temporaryFolder() });

describe("a report", () => {
  test("on a part of an environment is one on the environment, and not an empty one", () => {
    const app = newApp();
    const { environment, pair } = sampleEnvironment(app);
    new Network(environment, "bad", { cidr: "10.0.0.1/8" });
    sampleEnvironment(app, "prod", { subnet: 121, takeover: { virtualIp: "10.121.0.255" } });
    const [onPair, onEnvironment] = [pair, environment].map((root) =>
      reportOn(root).findings.map(({ environment, code }) => [environment, code]),
    );
    expect(onPair).toEqual([["staging", "invalid-network"]]);
    expect(onEnvironment).toEqual(onPair);
    expect(reportOn(app).findings).toHaveLength(2);
  });

  test("has what a user's validation says under the environment of the construct, and not under an environment around it", () => {
    const app = newApp();
    const { environment } = sampleEnvironment(app);
    const inner = new Environment(environment, "inner", { genesys: { switch: "S", sipServerVersion: "8.1.104.10" } });
    new Construct(inner, "mine").node.addValidation({ validate: () => ["no quorum"] });
    const said = reportOn(app).findings.filter(({ code }) => code === "construct-validation");
    expect(said.map(({ environment, message }) => [environment, message])).toEqual([
      ["inner", "[staging/inner/mine] no quorum"],
    ]);
  });

  test("lists an acknowledgement that fits nothing, unless the environment is incomplete", () => {
    const app = newApp();
    const acknowledge = [{ finding: "management-layer-on-pair-host", on: "pairs.inbound", reason: "there is none" }];
    sampleEnvironment(app, "staging", { props: { acknowledge } });
    const { environment } = sampleEnvironment(app, "prod", { subnet: 121, props: { acknowledge } });
    new Network(environment, "bad", { cidr: "10.0.0.1/8" });
    expect(reportOn(app).findings.map(({ environment: of, code }) => [of, code])).toEqual([
      ["prod", "invalid-network"],
      ["staging", "stale-acknowledgement"],
    ]);
  });
});
