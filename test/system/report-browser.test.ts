import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Finding } from "../../lib/checks/finding";
import { draughtsman } from "../../lib/report/diagram/svg";
import { reportFiles } from "../../lib/report/report-files";
import { describeWith } from "../prerequisites";
import { reportOfManyPairs } from "../report/many-pairs-report";
import { contentOf, exampleTopology } from "../report/report-sample";
import { temporaryFolder } from "../temporary-folder";

const resolve = createRequire(__filename).resolve;

const FINDING: Finding = {
  code: "a-code",
  level: "error",
  kind: "rule",
  environment: "",
  path: [],
  part: "value",
  message: "something is wrong",
  found: "this",
  allowed: "that",
  fix: "repair it",
};

/** An open page, with every complaint and every request of it. */
interface OpenPage {
  readonly page: Page;
  readonly complaints: string[];
  readonly requests: string[];
}

describeWith({ tools: ["chromium"] }, "a report in a browser", () => {
  let browser: Browser;
  let folder: string;
  let small: string;
  let brief: string;
  let mermaidTexts: string[];

  beforeAll(async () => {
    folder = temporaryFolder();
    const content = contentOf(exampleTopology("prod-east.yaml"));
    const files = reportFiles(content, await draughtsman());
    small = write("small.html", files.find(({ path }) => path === "report.html")!.content);
    // The same kinds of parts, each a few times, for tests that look at every element.
    const finding = {
      entry: { ...FINDING, environment: "prod-east", path: ["pairs", "lab"] },
      place: { position: { file: "prod-east.yaml", line: 1, column: 1 } },
    };
    const checked = {
      findings: [finding],
      notEvaluated: [{ entry: { ...finding.entry, reason: "nothing says so" }, place: {} }],
      acknowledged: [{ finding: finding.entry, reason: "it is accepted", place: finding.place }],
    };
    const scenarios = ["primary-host-power-loss", "primary-process-hang"];
    const less = reportFiles(contentOf(exampleTopology("prod-east.yaml"), { checked }, scenarios), await draughtsman());
    brief = write("brief.html", less.find(({ path }) => path === "report.html")!.content);
    mermaidTexts = files.filter(({ path }) => path.endsWith(".mmd")).map((one) => one.content);
    // The test is about the page, not about the browser's sandbox, which root cannot have.
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  });

  afterAll(() => browser?.close());

  function write(name: string, text: string): string {
    writeFileSync(join(folder, name), text);
    return pathToFileURL(join(folder, name)).href;
  }

  async function open(url: string, options: Parameters<Browser["newContext"]>[0] = {}): Promise<OpenPage> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(url);
    return { page, complaints, requests };
  }

  const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

  const placeOf = (page: Page, id: string) => page.locator(`[id="${id}"]`);

  test("raises no complaint and asks the network for nothing, whatever is pressed", async () => {
    const { page, complaints, requests } = await open(small);
    for (const name of ["Unfold all", "Fold all", "Light or dark"]) await press(page, name);
    await page.getByRole("searchbox").fill("inbound");
    await page.getByText("found", { exact: false }).first().waitFor();
    await page.emulateMedia({ media: "print" });
    expect([complaints, requests]).toEqual([[], [small]]);
    await page.context().close();
  });

  test("has a policy that stops foreign scripts and requests to other addresses", async () => {
    const text = readFileSync(join(folder, "brief.html"), "utf8");
    const evil = `<script>document.title="taken"</script><img src="http://192.0.2.1/x.png"></body>`;
    const { page, complaints } = await open(write("evil.html", text.replace("</body>", evil)));
    expect(await page.title()).toBe("Environment prod-east: high availability");
    expect(complaints.filter((one) => one.includes("Content Security Policy"))).toHaveLength(2);
    await page.context().close();
  });

  describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
    test("passes axe, with a part of each kind unfolded", async () => {
      const { page } = await open(brief, { colorScheme, bypassCSP: true });
      await page.addScriptTag({ path: resolve("axe-core/axe.min.js") });
      // One pair and one folder stand for the others, which the same functions make.
      await page.evaluate(`document.querySelectorAll("main details").forEach((one, index) => {
        one.open = one.closest("[id='pair.east-inbound'], #section-findings, #section-runbook") !== null || one.matches("#section-artifacts details:first-of-type");
      })`);
      // Rules about colours alone run with both schemes, all other rules with one.
      const rules = colorScheme === "dark" ? `, runOnly: ["color-contrast"]` : "";
      const run = `axe.run(document, { resultTypes: ["violations"]${rules} }).then(({ violations }) =>
        violations.map(({ id, nodes }) => [id, nodes.length, nodes[0].html.slice(0, 200), nodes[0].failureSummary]))`;
      expect(await page.evaluate(run)).toEqual([]);
      await page.context().close();
    });

    test("can be switched to the other scheme, and back", async () => {
      const { page } = await open(brief, { colorScheme });
      const background = () => page.evaluate(`getComputedStyle(document.body).backgroundColor`);
      const before = await background();
      await press(page, "Light or dark");
      expect(await background()).not.toBe(before);
      await press(page, "Light or dark");
      expect(await background()).toBe(before);
      await page.context().close();
    });
  });

  test("lets the keyboard reach every control, with a visible focus, the skip link first", async () => {
    const { page } = await open(brief);
    const controls = `[...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")].filter((one) => one.checkVisibility({ contentVisibilityAuto: true }))`;
    const count = (await page.evaluate(`${controls}.length`)) as number;
    expect(count).toBeGreaterThan(50);
    const reached: string[] = [];
    await page.evaluate(`window.controls = ${controls}`);
    for (let index = 0; index < count; index++) {
      await page.keyboard.press("Tab");
      reached.push(
        (await page.evaluate(
          `(() => { const one = document.activeElement; return controls.indexOf(one) + " " + (getComputedStyle(one).outlineStyle !== "none"); })()`,
        )) as string,
      );
    }
    expect(reached).toEqual([...Array(count).keys()].map((index) => `${index} true`));
    await page.evaluate(`document.activeElement.blur()`);
    await page.context().close();
  });

  test("unfolds the target of a link, and finds a pair by its virtual IP", async () => {
    const { page } = await open(`${brief}#pair.east-inbound.primary-host-power-loss`);
    const scenario = placeOf(page, "pair.east-inbound.primary-host-power-loss");
    expect(await scenario.locator("svg.gantt").isVisible()).toBe(true);
    await page.getByRole("searchbox").fill("10.20.0.10");
    await page.getByText("1 found").waitFor();
    expect(await placeOf(page, "pair.east-inbound").isVisible()).toBe(true);
    expect(await placeOf(page, "pair.lab").isVisible()).toBe(false);
    await page.context().close();
  });

  test("finds a pair by its applications and their hosts, and a host that runs no SIP Server", async () => {
    const { page } = await open(brief);
    const shown = `[...document.querySelectorAll("#section-pairs > details, #section-hosts tbody tr")].filter((one) => one.checkVisibility())`;
    const names = `${shown}.map((one) => one.id || one.firstElementChild.textContent)`;
    // The page searches a moment after the last key, so each search finds something else than the one before.
    for (const [words, expected] of [
      ["proxy-1", ["pair.east-geo", "proxy-1"]],
      ["10.30.0.52", ["pair.east-geo", "proxy-2"]],
      ["10.10.0.100", ["pair.east-trunks", "ltm-1"]],
      ["sip_proxy_2", ["pair.east-geo", "proxy-2"]],
      ["mgmt-1", ["mgmt-1"]],
      ["SIP_East_In_P_VIP_UP", ["pair.east-inbound", "sip-a"]],
    ] as const) {
      await page.getByRole("searchbox").fill(words);
      await expect.poll(() => page.evaluate(names), { timeout: 10_000 }).toEqual(expected);
    }
    await page.context().close();
  });

  test("unfolds the target of a link the second time too, even if a search has hidden it", async () => {
    const { page } = await open(brief);
    const link = page.locator(`#section-overview a[href="#pair.east-geo"]`);
    const pair = placeOf(page, "pair.east-geo");
    const scenario = placeOf(page, "pair.east-geo.primary-process-hang");
    await link.click();
    await press(page, "Fold all");
    expect(await pair.getAttribute("open")).toBe(null);
    await link.click();
    expect(await pair.getAttribute("open")).toBe("");
    await page.getByRole("searchbox").fill("sip_east_geo_p primary-process-hang");
    await page.getByText("0 found").waitFor();
    await link.click();
    expect(await scenario.isVisible()).toBe(true);
    expect(await page.getByRole("searchbox").inputValue()).toBe("");
    await page.context().close();
  });

  test("treats a truncated link as one that leads nowhere", async () => {
    const { page, complaints } = await open(`${brief}#pair.east%`);
    expect(complaints).toEqual([]);
    expect(await page.locator("#tools").isVisible()).toBe(true);
    await page.context().close();
  });

  test("prints in light colours, including what a search has hidden, with each picture on one page, and folds it again", async () => {
    const { page } = await open(brief, { colorScheme: "dark" });
    const paper = async () => (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g)!.length;
    const whole = await paper();
    await page.getByRole("searchbox").fill("sip_lab_p");
    await placeOf(page, "pair.east-geo").waitFor({ state: "hidden" });
    expect(await paper()).toBe(whole);
    expect(await page.locator("main details[open]").count()).toBe(0);
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate(`getComputedStyle(document.body).color`)).toBe("rgb(27, 36, 48)");
    const heights = `[...document.querySelectorAll(".picture svg")].map((one) => one.getBoundingClientRect().height)`;
    // 24 cm, in the pixels of CSS.
    expect(Math.max(...((await page.evaluate(heights)) as number[]))).toBeLessThanOrEqual(908);
    await page.context().close();
  });

  test("breaks no word of a table", async () => {
    const { page } = await open(brief);
    await press(page, "Unfold all");
    const broken = `[...document.querySelectorAll("th, td")].filter((one) => getComputedStyle(one).overflowWrap !== "normal").length`;
    expect(await page.evaluate(broken)).toBe(0);
    await page.context().close();
  });

  test("shows everything without its script too, and in print", async () => {
    const { page } = await open(brief, { javaScriptEnabled: false });
    expect(await page.locator("#tools").isVisible()).toBe(false);
    await placeOf(page, "pair.east-inbound").locator("> summary").click();
    expect(await placeOf(page, "pair.east-inbound").locator("table").first().isVisible()).toBe(true);
    await placeOf(page, "pair.east-inbound").locator("> summary").click();
    await page.emulateMedia({ media: "print" });
    expect(await placeOf(page, "pair.east-inbound.primary-host-power-loss").locator("svg.gantt").isVisible()).toBe(
      true,
    );
    expect(await page.locator("nav").isVisible()).toBe(false);
    await page.context().close();
  });

  test("fits a narrow window: wide parts scroll in their own place", async () => {
    const { page } = await open(brief, { viewport: { width: 360, height: 800 } });
    await press(page, "Unfold all");
    expect(await page.evaluate(`document.documentElement.scrollWidth`)).toBeLessThanOrEqual(360);
    await page.context().close();
  });

  test("has diagrams that Mermaid reads", async () => {
    const { page } = await open("about:blank");
    await page.addScriptTag({ path: join(resolve("mermaid"), "../mermaid.min.js") });
    for (const text of mermaidTexts)
      expect(await page.evaluate(`mermaid.parse(${JSON.stringify(text)})`)).toMatchObject({
        diagramType: "flowchart-v2",
      });
    await page.context().close();
  });

  // With every detail 100 pairs would have 11 MB. `npm run bench:report` looks at 300.
  test("of 100 pairs stays under 10 MB, and can be searched", async () => {
    const report = reportOfManyPairs(100, await draughtsman());
    expect(Buffer.byteLength(report)).toBeLessThan(10_000_000);
    const url = write("many.html", report);
    const { page, complaints } = await open(url);
    await page.getByRole("searchbox").fill("sip-47a");
    await placeOf(page, "pair.pair-47").waitFor();
    await placeOf(page, "pair.pair-3").waitFor({ state: "hidden" });
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
