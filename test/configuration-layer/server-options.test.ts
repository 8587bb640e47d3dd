import { describe, expect, it } from "vitest";
import { validateOption } from "../../lib/configuration-layer/options-catalogue";
import {
  haLinkOptions,
  hostAnnexOptions,
  mergeServerOptions,
  solutionControlServerOptions,
} from "../../lib/configuration-layer/server-options";
import { samplePair, sampleTopology } from "../sample-topology";

const topology = sampleTopology();
const pair = samplePair(topology);
const values = (options: readonly { section: string; option: string; value: string }[]) =>
  options.map(({ section, option, value }) => `${section}/${option}=${value}`);

describe("the options of the HA link", () => {
  it("turn ADDP on with both timeouts in seconds", () => {
    expect(values(haLinkOptions(pair))).toEqual([
      "backup-sync/addp-remote-timeout=5",
      "backup-sync/addp-timeout=5",
      "backup-sync/protocol=addp",
    ]);
  });

  it("turn ADDP off only if both timeouts are 0s", () => {
    expect(values(haLinkOptions({ ...pair, haLink: { addpTimeout: "0s", addpRemoteTimeout: "0s" } }))).toEqual([
      "backup-sync/protocol=default",
    ]);
    expect(values(haLinkOptions({ ...pair, haLink: { addpTimeout: "0s", addpRemoteTimeout: "2m" } }))).toEqual([
      "backup-sync/addp-remote-timeout=120",
      "backup-sync/addp-timeout=0",
      "backup-sync/protocol=addp",
    ]);
    expect(values(haLinkOptions({ ...pair, haLink: { addpTimeout: "2m", addpRemoteTimeout: "0s" } }))).toEqual([
      "backup-sync/addp-remote-timeout=0",
      "backup-sync/addp-timeout=120",
      "backup-sync/protocol=addp",
    ]);
  });
});

describe("the options of a server", () => {
  it("are sorted, and later ones win: required, HA link, the pair's, the server's", () => {
    const required = [
      { section: "TServer", option: "sip-port", value: "5060", because: "it is declared in sip.port" },
      { section: "backup-sync", option: "protocol", value: "default", because: "required" },
    ];
    const server = { ...pair.primary, options: { TServer: { a: "server" } } };
    const options = { TServer: { a: "pair", b: "pair" }, log: { verbose: "all" } };
    expect(mergeServerOptions(required, { ...pair, options }, server)).toEqual([
      { section: "TServer", option: "a", value: "server", because: "it is declared for this server" },
      { section: "TServer", option: "b", value: "pair", because: "it is declared for the pair" },
      required[0],
      ...haLinkOptions(pair),
      { section: "log", option: "verbose", value: "all", because: "it is declared for the pair" },
    ]);
  });
});

describe("the options of the Management Layer", () => {
  it("are the ADDP timers on the Annex of the hosts", () => {
    expect(values(hostAnnexOptions(topology))).toEqual(["addp/addp-remote-timeout=0", "addp/addp-timeout=9"]);
    for (const { section, option, value } of hostAnnexOptions(topology))
      expect(validateOption(section, option, value, "host")).toEqual({ verdict: "valid" });
  });

  it("leave out a disconnect timeout that is off", () => {
    expect(values(solutionControlServerOptions(topology))).toEqual(["general/haflip-detect-timeout=10"]);
    const failureDetection = {
      ...topology.managementLayer.failureDetection,
      disconnectSwitchoverTimeout: "4s",
    } as const;
    const waiting = sampleTopology({
      topology: { managementLayer: { ...topology.managementLayer, failureDetection } },
    });
    expect(values(solutionControlServerOptions(waiting))).toEqual([
      "general/disconnect-switchover-timeout=4",
      "general/haflip-detect-timeout=10",
    ]);
  });
});
