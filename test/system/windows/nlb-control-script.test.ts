import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { controlScript } from "../../../lib/options/windows-nlb/control-script";
import { textOf } from "../../../lib/text/file-text";
import type { NetworkBed } from "../../network-namespace";
import { NLB, nlbSides } from "../../options/windows-nlb/nlb-sample";
import { describeWith } from "../../prerequisites";
import { DATA, FOLDER } from "../../wine/sample";
import { WINE_NEEDS, WineHost } from "../../wine/wine-host";

const SCRIPT = `${FOLDER}\\inbound-nlb.cmd`;
const LOG = `${DATA}\\inbound-nlb.log`;
const said = (text: string) => `inbound-nlb: ${text}\n`;
const done = (text: string) => ({ code: 0, stdout: said(text), stderr: "" });
const failed = (code: number, text: string) => ({ code, stdout: "", stderr: said(text) });

const ENABLED = done("the ports 5060 5061 of 10.120.0.10 are enabled on sip-a");
const DISABLED = done("the ports 5060 5061 of 10.120.0.10 are disabled on sip-a");
const SERVES = done("enabled: sip-a serves the ports 5060 5061 of 10.120.0.10");
const SERVES_NOT = failed(3, "disabled: sip-a does not serve the ports 5060 5061 of 10.120.0.10");

/** Another cluster of the host, and a rule for all virtual IPs, must not interfere. */
const rules = (first: number, second = first) =>
  `10.99.0.10|5060|5060|1\n10.120.0.10|5060|5060|${first}\n10.120.0.10|5061|5061|${second}\n255.255.255.255|80|80|1\n`;
const node = (status: number) => `10.120.0.10:1|${status}\n10.120.0.10:2|1007\n`;

const STATES = ["nlb-already", "nlb-deaf", "nlb-converging", "nlb-late", "broken-nlb", "broken-powershell"];

describeWith(WINE_NEEDS, "the control script of a Windows NLB cluster", () => {
  let bed: NetworkBed;
  let host: WineHost;
  beforeAll(async () => {
    ({ bed, host } = await WineHost.openBed());
  });
  afterAll(() => bed?.close());
  beforeEach(async () => {
    generate();
    for (const file of [...STATES, "unprivileged", "language", "calls"]) host.setState(file, undefined);
    host.setState("nlb-nodes", node(1008));
    host.setState("nlb-rules", rules(2));
    await forget();
    host.remove(LOG);
  });

  const generate = (changes: Readonly<Record<string, unknown>> = {}) => {
    const sip = { tlsPort: 5061, transports: ["udp", "tls"] };
    const short = { [`${NLB}.convergenceTimeout`]: "3s", [`${NLB}.lockTimeout`]: "17s", "pairs.inbound.sip": sip };
    host.write(SCRIPT, textOf(controlScript(nlbSides({ ...short, ...changes }).a)));
  };
  /** As a reboot does. */
  const forget = () => host.cmd("reg delete HKLM\\HARDWARE\\DESCRIPTION\\System /v sip-ha-inbound /f".split(" "));
  const nlb = (...words: string[]) => host.cmd([SCRIPT, ...words]);
  const log = () => host.read(LOG).trim().split("\r\n");

  test("enables and disables, twice each, whatever exit code nlb.exe has if nothing is to be done, and whatever the caller's environment says", async () => {
    const environment = {
      PATH: "C:\\nowhere",
      NODE: "0",
      STATE: "absent",
      PORTS: "80",
      SAID: "x",
      VERB: "disable",
      RULES: "0",
    };
    expect(await nlb("status")).toMatchObject(SERVES_NOT);
    expect(await host.cmd([SCRIPT, "enable"], { environment })).toMatchObject(ENABLED);
    expect(host.state("nlb-rules")).toBe(rules(1));
    host.setState("nlb-already", "1001");
    expect(await nlb("enable")).toMatchObject(ENABLED);
    expect(await nlb("status")).toMatchObject(SERVES);
    expect(await nlb("disable")).toMatchObject(DISABLED);
    expect(await nlb("disable")).toMatchObject(DISABLED);
    expect(host.state("nlb-rules")).toBe(rules(2));
    expect(log().map((line) => line.replace(/^.*?inbound-nlb(\[\d\]) /, "$1 ").replace(/\d+ ms/, "N ms"))).toEqual([
      "[1] enable: enabled, exit 0, N ms: the ports 5060 5061 of 10.120.0.10 are enabled on sip-a",
      "[2] enable: enabled, exit 0, N ms: the ports 5060 5061 of 10.120.0.10 are enabled on sip-a",
      "[3] disable: disabled, exit 0, N ms: the ports 5060 5061 of 10.120.0.10 are disabled on sip-a",
      "[4] disable: disabled, exit 0, N ms: the ports 5060 5061 of 10.120.0.10 are disabled on sip-a",
    ]);
  });

  test("does the same if Windows speaks another language", async () => {
    host.setState("language", "de");
    expect(await nlb("enable")).toMatchObject(ENABLED);
  });

  test("waits until the cluster has converged", async () => {
    host.setState("nlb-converging", "1");
    expect(await nlb("enable")).toMatchObject(ENABLED);
    host.setState("nlb-converging", "1");
    expect(await nlb("status")).toMatchObject(
      failed(
        9,
        "converging: the ports 5060 5061 of 10.120.0.10 are enabled on sip-a, and its node is in the state 1006",
      ),
    );
  });

  test("a cluster that does not converge is a failure for enable, and a warning for disable", async () => {
    host.setState("nlb-converging", "99");
    expect(await nlb("enable")).toMatchObject(
      failed(
        9,
        "the ports 5060 5061 of 10.120.0.10 are enabled on sip-a, but the cluster has not converged after 3 s, state 1006",
      ),
    );
    expect(await nlb("disable")).toMatchObject(DISABLED);
    expect(log().at(-2)).toContain("warning: the cluster has not converged after 3 s, state 1006");
  });

  test("repeats a change that had no effect, and in the end quotes what nlb.exe has said, quotation marks included", async () => {
    host.setState("nlb-deaf", "2");
    expect(await nlb("enable")).toMatchObject(ENABLED);
    host.setState("nlb-deaf", "9");
    expect(await nlb("disable")).toMatchObject(
      failed(
        9,
        "the ports 5060 5061 of 10.120.0.10 are enabled after nlb disable, state 1008; nlb.exe says: The request has 'timed out'.",
      ),
    );
  });

  test("one enabled rule of two counts as neither enabled nor disabled", async () => {
    host.setState("nlb-rules", rules(1, 2));
    expect(await nlb("status")).toMatchObject(
      failed(9, "mixed: 1 of 2 port rules of 10.120.0.10 are enabled on sip-a, 1 are disabled"),
    );
    expect(await nlb("disable")).toMatchObject(DISABLED);
  });

  test("a missing rule is no state of its own: the cluster has to be built again", async () => {
    host.setState("nlb-rules", "10.120.0.10|5060|5060|2\n");
    expect(await nlb("status")).toMatchObject(
      failed(6, "missing: 1 of 2 port rules for the ports 5060 5061 of 10.120.0.10 are there"),
    );
    expect(await nlb("disable")).toMatchObject(
      failed(6, "1 of 2 port rules for the ports 5060 5061 of 10.120.0.10 are there: build the cluster again"),
    );
  });

  test("changes a range of ports by its first port, names it as a range, and treats a range that ends elsewhere as missing", async () => {
    generate({ [`${NLB}.portRules`]: [{ startPort: 5080, endPort: 5090 }] });
    host.setState("nlb-rules", `${rules(2)}10.120.0.10|5080|5090|2\n`);
    expect(await nlb("enable")).toMatchObject(
      done("the ports 5060 5061 5080-5090 of 10.120.0.10 are enabled on sip-a"),
    );
    expect(host.state("nlb-rules")).toBe(`${rules(1)}10.120.0.10|5080|5090|1\n`);
    expect(await nlb("status")).toMatchObject(
      done("enabled: sip-a serves the ports 5060 5061 5080-5090 of 10.120.0.10"),
    );
    host.setState("nlb-rules", `${rules(1)}10.120.0.10|5080|5080|1\n`);
    expect(await nlb("status")).toMatchObject(
      failed(6, "missing: 2 of 3 port rules for the ports 5060 5061 5080-5090 of 10.120.0.10 are there"),
    );
  });

  test("a stopped node serves nothing, and is not started", async () => {
    host.setState("nlb-nodes", node(1013));
    expect(await nlb("status")).toMatchObject(
      failed(3, "disabled: cluster operations are stopped on sip-a, state 1013"),
    );
    host.setState("nlb-nodes", node(1005));
    expect(await nlb("enable")).toMatchObject(
      failed(
        6,
        "cluster operations are stopped on sip-a, state 1005: start them with nlb resume and nlb start, if nobody has stopped them on purpose",
      ),
    );
    expect(await nlb("disable")).toMatchObject(
      done("sip-a serves no ports, as cluster operations are stopped, state 1005; disable them again after a start"),
    );
    expect(host.state("nlb-rules")).toBe(rules(2));
  });

  test("serves nothing without the cluster, or as another node of it", async () => {
    host.setState("nlb-nodes", "10.120.0.10:3|1007\n");
    expect(await nlb("status")).toMatchObject(failed(3, "disabled: sip-a is not node 1 of a cluster 10.120.0.10"));
    expect(await nlb("disable")).toMatchObject(
      done("sip-a serves no ports, as it is not node 1 of a cluster 10.120.0.10"),
    );
    host.setState("nlb-rules", "");
    expect(await nlb("enable")).toMatchObject(failed(6, "sip-a is not node 1 of a cluster 10.120.0.10: build it"));
  });

  test("never denies that this host serves ports, even as another node of the cluster", async () => {
    const renumbered =
      "sip-a is not node 1 of a cluster 10.120.0.10, but serves ports of it: see nlb params, and build the cluster again";
    host.setState("nlb-nodes", "10.120.0.10:3|1007\n");
    host.setState("nlb-rules", rules(1));
    expect(await nlb("status")).toMatchObject(failed(6, `renumbered: ${renumbered}`));
    host.setState("nlb-deaf", "100");
    expect(await nlb("disable")).toMatchObject(failed(6, renumbered));
    host.setState("nlb-deaf", undefined);
    expect(await nlb("disable")).toMatchObject(
      done("sip-a serves no ports, as it is not node 1 of a cluster 10.120.0.10"),
    );
    expect(host.state("nlb-rules")).toBe(rules(2));
    expect(await nlb("enable")).toMatchObject(failed(6, renumbered));
  });

  test("makes the change even if Windows does not report its state, and says so", async () => {
    host.setState("broken-powershell", "1");
    expect(await nlb("status")).toMatchObject(
      failed(9, "unknown: Windows does not say whether sip-a serves the ports of 10.120.0.10"),
    );
    expect(await nlb("enable")).toMatchObject(
      failed(
        9,
        "Windows does not say whether the ports of 10.120.0.10 are enabled; nlb.exe says: Port rule already in this state.",
      ),
    );
    expect(host.state("nlb-rules")).toBe(rules(1));
  });

  test("names a missing tool; without NLB it serves nothing", async () => {
    await host.without("nlb", async () => {
      expect(await nlb("enable")).toMatchObject(failed(5, "nlb.exe is not installed: add the feature NLB to Windows"));
      expect(await nlb("status")).toMatchObject(failed(3, "disabled: the feature NLB is not installed on sip-a"));
    });
    await host.without("WindowsPowerShell/v1.0/powershell", async () => {
      expect(await nlb("disable")).toMatchObject({
        code: 5,
        stderr: expect.stringContaining("powershell.exe is not installed"),
      });
    });
  });

  test("needs an administrator, except for status", async () => {
    host.setState("unprivileged", "");
    expect(await nlb("enable")).toMatchObject(
      failed(4, "this needs an administrator's rights: run it as administrator"),
    );
    expect((await nlb("status")).code).toBe(3);
    expect(host.state("nlb-rules")).toBe(rules(2));
  });

  test("refuses other commands", async () => {
    expect(await nlb("enable", "now")).toEqual(
      expect.objectContaining({ code: 2, stderr: "usage: inbound-nlb enable | disable | status\n" }),
    );
  });

  test("runs one at a time: of two runs at once, one waits for the other", async () => {
    generate({ [`${NLB}.lockTimeout`]: "60s" });
    const outcomes = await Promise.all(["enable", "disable"].map((word) => nlb(word)));
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    expect(log()).toHaveLength(2);
  });

  test("gives up if another run holds the lock too long", async () => {
    // A check would refuse so short a time.
    host.write(SCRIPT, host.read(SCRIPT).replace("LOCK_SECONDS=17", "LOCK_SECONDS=1"));
    expect(await host.whileHeld(`${DATA}\\inbound.lock`, () => nlb("disable"))).toMatchObject(
      failed(8, "another run still holds the lock after 1 s: see the log and try again"),
    );
  });

  test("at boot it disables what Windows has enabled, waits for the cluster, and does nothing once a role was assigned", async () => {
    host.setState("nlb-rules", rules(1));
    host.setState("nlb-late", "1");
    expect(await nlb("boot")).toMatchObject(DISABLED);
    expect(await nlb("enable")).toMatchObject(ENABLED);
    expect(await nlb("boot")).toMatchObject(
      done("a role was assigned since the host has started, so the ports of 10.120.0.10 stay as they are"),
    );
    expect(host.state("nlb-rules")).toBe(rules(1));
  });
});
