import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { plan } from "../../../lib/synth/plan";
import { textOf } from "../../../lib/text/file-text";
import type { NetworkBed } from "../../network-namespace";
import { NLB, nlbDeclaration } from "../../options/windows-nlb/nlb-sample";
import { describeWith } from "../../prerequisites";
import { sampleDeclaration, windowsPair } from "../../sample-declaration";
import { topologyOf } from "../../topology-of";
import { DATA, FOLDER, STATE } from "../../wine/sample";
import { WINE_NEEDS, WineHost } from "../../wine/wine-host";

const UPLOAD = "C:\\upload";
const NODES = "10.120.0.10:1|1008\n";
const rule = (state: number) => `10.120.0.10|5060|5060|${state}\n`;

describeWith(WINE_NEEDS, "the installer of a host of a Windows NLB cluster", () => {
  let bed: NetworkBed;
  let host: WineHost;
  beforeAll(async () => {
    ({ bed, host } = await WineHost.openBed());
  });
  afterAll(() => bed?.close());
  beforeEach(() => {
    for (const file of [UPLOAD, "C:\\Genesys", DATA]) host.remove(file);
    for (const file of ["tasks", "acls", "calls", "arp-cache"]) host.setState(file, undefined);
    for (const [file, content] of Object.entries(STATE)) host.setState(file, content);
    host.setState("nlb-nodes", NODES);
    host.setState("nlb-rules", rule(2));
  });

  /** What Terraform copies to the host sip-a. */
  function upload(declaration: object): void {
    const { artifacts } = plan(topologyOf(declaration));
    host.remove(UPLOAD);
    for (const { path, content } of artifacts)
      if (path.startsWith("hosts/sip-a/"))
        host.write(`${UPLOAD}\\${path.slice("hosts/sip-a/".length)}`, textOf(content));
  }

  const deploy = (...words: string[]) => host.cmd(["deploy.cmd", ...words], { folder: UPLOAD });
  const tasks = () =>
    host
      .state("tasks")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => line.split("|")[0]);

  test("installs scripts and task, and removes them again, but not while the ports are enabled", async () => {
    upload(nlbDeclaration());
    expect(await deploy("preflight")).toMatchObject({ code: 0, stdout: "sip-a: nothing stands in the way\n" });
    expect(await deploy("install", "one")).toMatchObject({ code: 0, stdout: "sip-a: installed one\n" });
    for (const name of ["inbound-nlb.cmd", "inbound-nlb-build.ps1", "inbound-nlb-disable.xml"])
      expect(host.exists(`${FOLDER}\\${name}`)).toBe(true);
    expect(tasks()).toEqual(["sip-ha\\inbound-nlb-disable"]);
    host.setState("nlb-rules", rule(1));
    const remove = [`${FOLDER}\\deploy-staging.cmd`, "remove", "one"];
    expect(await host.cmd(remove)).toMatchObject({
      code: 10,
      stderr: `sip-a: the virtual IP of ${FOLDER}\\inbound-nlb.cmd may be up: run '${FOLDER}\\inbound-nlb.cmd disable' first, in a maintenance window\n`,
    });
    host.setState("nlb-rules", rule(2));
    expect(await host.cmd(remove)).toMatchObject({ code: 0 });
    expect(host.exists(FOLDER)).toBe(false);
    expect(tasks()).toEqual([]);
  });

  test("does not replace a serving control script by one for another node of the cluster, or for another range of ports", async () => {
    upload(nlbDeclaration());
    expect(await deploy("install", "one")).toMatchObject({ code: 0 });
    const refused = {
      code: 10,
      stderr: `sip-a: ${FOLDER}\\inbound-nlb.cmd may hold a virtual IP that its new version does not manage: run '${FOLDER}\\inbound-nlb.cmd disable' first, in a maintenance window\n`,
    };
    const changes = [
      { [`${NLB}.hostPriorities`]: { primary: 2, backup: 1 } },
      { [`${NLB}.portRules`]: [{ startPort: 5080, endPort: 5090 }] },
    ];
    for (const change of changes) {
      host.setState("nlb-rules", rule(1));
      upload(nlbDeclaration(change));
      expect(await deploy("install", "two")).toMatchObject(refused);
    }
    host.setState("nlb-rules", rule(2));
    expect(await deploy("install", "two")).toMatchObject({ code: 0, stdout: "sip-a: installed two\n" });
  });

  test("reports that the feature is missing", async () => {
    upload(nlbDeclaration());
    await host.without("nlb", async () => {
      expect(await deploy("preflight")).toMatchObject({
        code: 5,
        stderr:
          "sip-a: missing-tool: nlb.exe is not installed\n  fix: add the feature NLB: Install-WindowsFeature NLB -IncludeManagementTools\nsip-a: things in the way: 1\n",
      });
    });
  });

  test("removes what the pair's earlier option has left: from NLB to takeover once the ports are disabled", async () => {
    upload(nlbDeclaration());
    expect(await deploy("install", "one")).toMatchObject({ code: 0 });
    upload(sampleDeclaration(windowsPair()));
    host.setState("nlb-rules", rule(1));
    expect(await deploy("install", "two")).toMatchObject({
      code: 10,
      stderr: `sip-a: ${FOLDER}\\inbound-nlb.cmd would be removed while its virtual IP may be up: run '${FOLDER}\\inbound-nlb.cmd disable' first, in a maintenance window\n`,
    });
    host.setState("nlb-rules", rule(2));
    expect(await deploy("install", "two")).toMatchObject({ code: 0, stdout: "sip-a: installed two\n" });
    expect(host.exists(`${FOLDER}\\inbound-nlb.cmd`)).toBe(false);
    expect(host.exists(`${FOLDER}\\inbound-nlb-build.ps1`)).toBe(false);
    expect(host.exists(`${FOLDER}\\inbound-vip.cmd`)).toBe(true);
    expect(tasks()).toEqual(["sip-ha\\inbound-vip-release"]);
  });
});
