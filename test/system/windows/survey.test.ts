import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
import { type OutputEnvironment, readOutput } from "../../../lib/input/output-folder";
import { sipHa } from "../../command";
import { siteExportOf, surveysOfModel } from "../../import/survey-of-model";
import type { NetworkBed } from "../../network-namespace";
import { describeWith } from "../../prerequisites";
import { soundDeclaration, windowsPair } from "../../sample-declaration";
import { temporaryFolder } from "../../temporary-folder";
import { FOLDER, INTERFACE, STATE } from "../../wine/sample";
import { WINE_NEEDS, WineHost } from "../../wine/wine-host";

const ROUTES = [
  "0.0.0.0|0.0.0.0|10.110.0.1|10.110.0.11",
  "10.130.0.0|255.255.0.0|10.120.0.1|10.120.0.11",
  "10.120.0.0|255.255.255.0||10.120.0.11",
  "11|fe80::/64|",
  "",
].join("\n");

/** A folder with the export of a site whose host sip-a runs Windows, and scripts with this ending. */
function folderWithExport(ending: string): string {
  const site = temporaryFolder();
  const text = readFileSync(join(__dirname, "../../import/hand-made-site/configuration-layer.json"), "utf8")
    .replaceAll('"sip-1"', '"sip-a"')
    .replaceAll('"redhatlinux"', '"windowsserver2016"')
    .replaceAll("/opt/genesys/ha", "C:\\\\Genesys\\\\ha")
    .replaceAll(".sh", ending);
  writeFileSync(join(site, "configuration-layer.json"), text);
  return site;
}

describeWith(WINE_NEEDS, "a survey of Windows hosts", () => {
  let bed: NetworkBed;
  let host: WineHost;
  beforeAll(async () => {
    ({ bed, host } = await WineHost.openBed());
  });
  afterAll(() => bed?.close());

  /** The output of the program for the host sip-a of an export. */
  async function survey(site: string): Promise<string> {
    expect(sipHa("survey", "--facts", site).code).toBe(0);
    host.write("C:\\copy\\survey.cmd", readFileSync(join(site, "sip-a.survey.cmd"), "utf8"));
    const { code, stdout, stderr } = await host.cmd(["survey.cmd"], { folder: "C:\\copy" });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    return stdout;
  }

  test("where this package has deployed a pair is imported, and synthesized again as it was, whatever the language", async () => {
    const folder = temporaryFolder();
    const [file, out, site] = [join(folder, "staging.yaml"), join(folder, "out"), join(folder, "site")];
    writeFileSync(
      file,
      stringify(
        soundDeclaration({
          ...structuredClone(windowsPair()),
          "pairs.inbound.recoveryTimeObjective": "60s",
          "pairs.inbound.highAvailability.ipAddressTakeover.conflictPolicy": "refuse",
          "pairs.inbound.highAvailability.ipAddressTakeover.watchdog": { isolationTimeout: "12s" },
        }),
      ),
    );
    expect(sipHa("synth", file, "--out", out)).toMatchObject({ code: 0 });
    const { topology } = (readOutput(out) as { environments: Map<string, OutputEnvironment> }).environments.get(
      "staging",
    )!;
    for (const [name, content] of Object.entries(STATE)) host.setState(name, content);
    host.setState("addresses", `${STATE.addresses}11|10.120.0.10|24|Manual|active|0|Preferred\n`);
    host.setState("routes", ROUTES);
    host.setState("services", "C:\\Genesys\\LCA\\lca.exe 4999|.\\genesys\nC:\\Windows\\spoolsv.exe|LocalSystem\n");
    host.setState("language", "two words");
    // Where the installer puts them.
    const scripts = (of: string) => join(of, "stacks/staging/hosts/sip-a");
    const names = ["inbound-vip.cmd", "inbound-vip-watchdog.cmd"];
    for (const name of names) host.write(`${FOLDER}\\${name}`, readFileSync(join(scripts(out), name), "utf8"));
    mkdirSync(site);
    writeFileSync(join(site, "configuration-layer.json"), JSON.stringify(siteExportOf(topology), null, 2));
    writeFileSync(join(site, "sip-a.survey"), await survey(site), "latin1");
    host.setState("language", undefined);
    const other = surveysOfModel(topology).find((text) => text.includes("of hosts.sip-b\n"))!;
    writeFileSync(join(site, "sip-b.survey"), other.replace(/^ Manual.* 10\.120\.0\.10\n/m, ""));
    const again = join(folder, "again.yaml");
    const { notes, changes } = JSON.parse(sipHa("import", "--facts", site, "--out", again, "--json").stdout);
    expect(changes).toEqual([]);
    expect(notes.filter(({ kind }: { kind: string }) => kind === "unparsed" || kind === "left")).toEqual([]);
    const written = readFileSync(again, "utf8");
    expect(written).toMatch(/virtualIp: 10\.120\.0\.10 # .*; held by sip-a \(sip-a\.survey:\d+\)/);
    expect(written).toMatch(
      new RegExp(`${INTERFACE}: *\\n *network: net-10-120-0-0-24\\n *address: 10\\.120\\.0\\.11 #`),
    );
    expect(written).toMatch(/account: genesys # sip-a\.survey:\d+/);
    expect(written).toMatch(/gateway: 10\.110\.0\.1 # sip-a\.survey:\d+/);
    expect(sipHa("synth", again, "--out", join(folder, "again"))).toMatchObject({ code: 0 });
    for (const name of names)
      expect(readFileSync(join(scripts(join(folder, "again")), name), "utf8")).toBe(
        readFileSync(join(scripts(out), name), "utf8"),
      );
  });

  test("reads a script in UTF-16, of either byte order, with its line numbers, and says that a binary is none", async () => {
    const site = folderWithExport(".vbs");
    const script =
      '\' r\u00fcckw\u00e4rts\r\npassword = "hunter2 10.1.1.1"\r\n\r\nip = "10.120.0.10"\r\nshell.Run "netsh"';
    const little = Buffer.from(`\uFEFF${script}`, "utf16le");
    const scripts = async () =>
      (await survey(site))
        .match(/== scripts\n([\s\S]*?)-- 0/)![1]!
        .split("\n")
        .slice(0, -1);
    host.write("C:\\Genesys\\ha\\vip_down.vbs", Buffer.from(little).swap16().toString("latin1"));
    host.write("C:\\Genesys\\ha\\vip_up.vbs", little.toString("latin1"));
    const lines = [' line 4:ip = "10.120.0.10"', ' line 5:shell.Run "netsh"'];
    expect(await scripts()).toEqual([
      " started C:\\Genesys\\ha\\vip_down.vbs",
      ...lines,
      " started C:\\Genesys\\ha\\vip_up.vbs",
      ...lines,
    ]);
    host.write("C:\\Genesys\\ha\\vip_down.vbs", "MZ\0\0netsh\n10.120.0.10\n");
    expect((await scripts())[0]).toBe(" binary C:\\Genesys\\ha\\vip_down.vbs");
  });

  test("finds the virtual IP of hand-written batch files in the file that they call, and a cluster, and prints no password", async () => {
    const site = folderWithExport(".bat");
    host.write(
      `C:\\Genesys\\ha\\vip_up.bat`,
      'rem PASSWORD=hunter2 10.120.0.99\r\nset DB_PASSWORD=hunter2 10.1.1.1\r\ncall "%~dp0vip.cmd"\r\ncall :log\r\ncall ""\r\nnetsh interface ip add address "%NIC%" %VIP% 255.255.255.0\r\n',
    );
    // Words that cmd would treat as its own, the file that calls it, and a missing file; the last line has no line end.
    const hostile = 'if "10.1.1.2" neq "%A%" echo !x! ^& y > C:\\made & echo z | more';
    host.write(
      `C:\\Genesys\\ha\\vip.cmd`,
      `set VIP=10.120.0.10\r\nset "NIC=Local Area Connection 2"\r\n${hostile}\r\ncall C:\\gone.cmd & call vip_up.bat\r\n:: 10.1.1.3`,
    );
    host.remove("C:\\Genesys\\ha\\vip_down.bat");
    host.setState("nlb-clusters", "10.120.0.10|1|0|sip.example.com\n");
    host.setState("nlb-nodes", "10.120.0.10:1|1008\n");
    host.setState("nlb-rules", "10.120.0.10|5060|5060|1\n");
    const said = await survey(site);
    expect(said).not.toContain("hunter2");
    const scripts = said.slice(said.indexOf("== scripts\n"), said.indexOf("== agents")).split("\n");
    expect(scripts).toEqual([
      "== scripts",
      " missing C:\\Genesys\\ha\\vip_down.bat",
      " started C:\\Genesys\\ha\\vip_up.bat",
      ' line 3:call "%~dp0vip.cmd"',
      " line 4:call :log",
      ' line 5:call ""',
      ' line 6:netsh interface ip add address "%NIC%" %VIP% 255.255.255.0',
      " file C:\\Genesys\\ha\\vip.cmd",
      " line 1:set VIP=10.120.0.10",
      ` line 3:${hostile}`,
      " line 4:call C:\\gone.cmd & call vip_up.bat",
      " line 5::: 10.1.1.3",
      "-- 0",
      "",
    ]);
    expect(host.exists("C:\\made")).toBe(false);
    expect(said).toContain(
      "== clusters\n cluster 10.120.0.10 1 0 sip.example.com\n node 10.120.0.10:1\n rule 10.120.0.10 5060 5060 3 1\n-- 0\n",
    );
  });
});
