import { describe, expect, it } from "vitest";
import { validateOption } from "../../../lib/configuration-layer/options-catalogue";
import { optionContradicts } from "../../../lib/configuration-layer/rules/option-contradicts";
import { mergeServerOptions } from "../../../lib/configuration-layer/server-options";
import { serversOf } from "../../../lib/model/pair";
import { isTakeoverPair } from "../../../lib/options/ip-address-takeover/model";
import { takeoverServerOptions } from "../../../lib/options/ip-address-takeover/server-options";
import { type SampleOverrides, samplePair, sampleTopology } from "../../sample-topology";

function values(overrides: SampleOverrides) {
  const topology = sampleTopology(overrides);
  const pair = samplePair(topology);
  return serversOf(pair).map((server) =>
    takeoverServerOptions(topology, pair, server).map(({ option, value }) => `${option}=${value}`),
  );
}

describe("the options that an IP Address Takeover requires", () => {
  it("are the virtual IP and the SIP port on both servers, and no test of the SIP port", () => {
    const both = ["backup-sip-port-check=false", "sip-port=5060", "sip-address=10.120.0.10"];
    expect(values({})).toEqual([both, both]);
  });

  it("leave out the test of the SIP port if the version does not have it yet", () => {
    const { genesys } = sampleTopology();
    const [primary] = values({ topology: { genesys: { ...genesys, sipServerVersion: "8.1.103.63" } } });
    expect(primary).toEqual(["sip-port=5060", "sip-address=10.120.0.10"]);
  });

  it("have the TLS port and each server's own http port if they are declared", () => {
    const { primary } = samplePair(sampleTopology());
    const overrides: SampleOverrides = {
      pair: {
        primary: { ...primary, ports: { ...primary.ports, http: 8081 } },
        sip: { port: 5080, tlsPort: 5081, transports: ["udp", "tls"] },
      },
    };
    const common = ["sip-port=5080", "sip-port-tls=5081", "sip-address=10.120.0.10"];
    expect(values(overrides)).toEqual([
      ["backup-sip-port-check=false", "http-port=8081", ...common],
      ["backup-sip-port-check=false", ...common],
    ]);
  });

  it("are all in the catalogue, and none has a value that its documentation excludes", () => {
    const topology = sampleTopology({ pair: { sip: { port: 5060, tlsPort: 5061, transports: ["tls"] } } });
    const pair = samplePair(topology);
    const options = mergeServerOptions(takeoverServerOptions(topology, pair, pair.primary), pair, pair.primary);
    expect(
      options.map(({ section, option, value }) => {
        const result = validateOption(section, option, value);
        return [`${section}/${option}`, "reason" in result ? result.reason : result.verdict];
      }),
    ).toEqual([
      ["TServer/backup-sip-port-check", "valid"],
      [
        "TServer/sip-address",
        "the values of the option TServer/sip-address are not documented in any source that was read",
      ],
      ["TServer/sip-port", "the values of the option TServer/sip-port are not documented in any source that was read"],
      [
        "TServer/sip-port-tls",
        "the values of the option TServer/sip-port-tls are not documented in any source that was read",
      ],
      ["backup-sync/addp-remote-timeout", "valid"],
      ["backup-sync/addp-timeout", "valid"],
      ["backup-sync/protocol", "valid"],
    ]);
  });

  it("make a contradicting option of the user a finding", () => {
    const rule = optionContradicts((topology, pair, server) =>
      isTakeoverPair(pair) ? takeoverServerOptions(topology, pair, server) : [],
    );
    const topology = sampleTopology({
      pair: { options: { TServer: { "backup-sip-port-check": "true", "sip-address": "10.120.0.11" } } },
    });
    expect([...rule.evaluate(topology)].map((entry) => "message" in entry && entry.message)).toEqual([
      "the option TServer/backup-sip-port-check must be false, because the test of the SIP port does not work with IP Address Takeover",
      "the option TServer/sip-address must be 10.120.0.10, because both servers go by the virtual IP in SIP messages",
    ]);
  });
});
