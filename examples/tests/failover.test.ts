// Tests of what failures do to a pair, before anybody switches off a host: the environments of ../estate/ in the simulator. Its assumptions are
// in docs/simulation.md; a rehearsal on hosts is still needed.
import "sip-server-ha/testing/vitest";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Topology } from "sip-server-ha/testing";
import { describe, expect, test } from "vitest";

const folder = join(__dirname, "../estate");
const [staging, prod] = ["staging.yaml", "prod.yaml"].map((name) => Topology.fromYaml(join(folder, name)));

/** The failures that callers will not notice for long: this was promised to the business, however slow everything is. */
const PROMISED = ["switchover-by-hand", "primary-process-crash", "primary-host-power-loss", "primary-host-isolation"];

describe.each([staging!, prod!])("$environment", (topology) => {
  test.each(PROMISED)("survives %s", (scenario) => {
    expect(topology).toSurvive(scenario);
  });

  test("answers new calls within 30 s when the primary's host loses its power", () => {
    expect(topology).toRecoverWithin("30s", { scenario: "primary-host-power-loss" });
    expect(topology).not.toRecoverWithin("25s", { scenario: "primary-host-power-loss" });
  });

  test("answers new calls within 10 s when only the process ends", () => {
    expect(topology).toRecoverWithin("10s", { scenario: "primary-process-crash" });
  });
});

test("with the times of the last rehearsal, the loss of a host costs less time", () => {
  const timers = { "host-loss-detection": { minimum: "15s", typical: "16s", maximum: "18s" } } as const;
  expect(prod).toRecoverWithin("25s", { scenario: "primary-host-power-loss", timers });
});

describe("a known weakness", () => {
  // In the simulator nobody notices a process that hangs with its ports open, and it continues after ten minutes.
  const hang = "primary-process-hang";

  test("exists", () => {
    expect(prod).not.toSurvive(hang);
    expect(prod).not.toRecoverWithin("5m", { scenario: hang });
  });

  test("breaks no pipeline once it is acknowledged, and lasts no longer than the agreed ten minutes", () => {
    const text = `${readFileSync(join(folder, "prod.yaml"), "utf8")}
acknowledge:
  - finding: recovery-time
    on: pairs.inbound.${hang}
    reason: "a supervisor watches calls and restarts the server; told to the business"
`;
    const accepted = Topology.fromYaml({ text, file: join(folder, "accepted.yaml") });
    expect(accepted).toSurvive(hang);
    expect(accepted).toRecoverWithin("10m", { scenario: hang });
    expect(accepted).toSatisfyAllInvariants({ scenarios: [...PROMISED, hang] });
  });
});

test("in a scenario of our own, losing the only Solution Control Server first costs another minute", () => {
  const steps = [
    { inject: "solution-control-server-loss", on: "primary" },
    { after: "10s", inject: "process-crash", on: "primary" },
    { after: "1m", heal: "solution-control-server-loss", on: "primary" },
  ] as const;
  const scenario = { name: "crash-during-an-update", title: "the primary ends while nobody decides", steps };
  expect(staging).toRecoverWithin("2m", { scenario });
  expect(staging).not.toRecoverWithin("1m", { scenario });
  // Production has a backup Solution Control Server on another host.
  expect(prod).toRecoverWithin("15s", { scenario });
});
