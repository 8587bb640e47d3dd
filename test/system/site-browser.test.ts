import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publicApi } from "../../documentation/public-api";
import { sitePages, writeSite } from "../../documentation/site/write-site";
import { describeWith } from "../prerequisites";
import { temporaryFolder } from "../temporary-folder";

const AXE = createRequire(__filename).resolve("axe-core/axe.min.js");

describeWith({ tools: ["chromium"] }, "the site in a browser, from a disk", () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = temporaryFolder();
    writeSite(folder, sitePages(publicApi()));
    // The test is about the page, not about the browser's sandbox, which root cannot have.
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  });
  afterAll(() => browser?.close());

  const address = (path: string) => pathToFileURL(join(folder, path)).href.replace("%23", "#");

  /** Opens a page, and keeps every complaint and every request of it. */
  async function open(path: string, options: Parameters<Browser["newContext"]>[0] = {}) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:") && !request.url().startsWith("data:")) complaints.push(request.url());
    });
    await page.goto(address(path));
    return { page, complaints };
  }

  const focused = (page: Page) =>
    page.evaluate(`document.activeElement.textContent.trim() || document.activeElement.id`);

  const htmlFiles = () =>
    (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith(".html"));

  test("no page raises a complaint, asks the network for anything, is wider than a narrow window, or is cut off in print", async () => {
    const paths = htmlFiles();
    expect(paths.length).toBeGreaterThan(30);
    const { page, complaints } = await open("index.html");
    const isCut = `[...document.querySelectorAll("pre,.wide")].some((block) => block.scrollWidth > block.clientWidth)`;
    const [wide, cut]: [string[], string[]] = [[], []];
    for (const path of paths) {
      await page.setViewportSize({ width: 400, height: 800 });
      await page.emulateMedia({ media: "screen" });
      await page.goto(address(path));
      if (await page.evaluate(`document.documentElement.scrollWidth > 400`)) wide.push(path);
      await page.setViewportSize({ width: 718, height: 1000 });
      await page.emulateMedia({ media: "print" });
      if (await page.evaluate(isCut)) cut.push(path);
    }
    expect({ complaints, wide, cut }).toEqual({ complaints: [], wide: [], cut: [] });
    await page.context().close();
  });

  test("the search finds a page by keyboard alone, and goes to its heading", async () => {
    const { page, complaints } = await open("docs/options/big-ip.html");
    await page.keyboard.press("/");
    expect(await focused(page)).toBe("search");
    await page.keyboard.type("gratuitous-arp");
    await page.locator("#found-0").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    expect(await page.locator("#search").getAttribute("aria-activedescendant")).toBe("found-0");
    await page.keyboard.press("Enter");
    await page.waitForURL(/docs\/errors\.html#gratuitous-arp$/);
    expect(await page.locator("#gratuitous-arp").isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("the search says that it finds nothing, and Escape closes it", async () => {
    const { page } = await open("index.html");
    await page.keyboard.press("/");
    await page.keyboard.type("virtual");
    await page.locator("#found-0").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("#found").isVisible()).toBe(false);
    await page.locator("#search").fill("qqqqqqqq");
    await page.getByText("Nothing found").waitFor({ state: "attached" });
    await page.context().close();
  });

  test("the search covers the API, and a prop's default stands on its page", async () => {
    const { page } = await open("index.html");
    await page.locator("#search").fill("IpAddressTakeoverProps");
    await page.locator("#found-0").click();
    await page.waitForURL(/api\/package\.html#ipaddresstakeoverprops$/);
    const row = page.locator("#ipaddresstakeoverprops ~ .wide").first().locator("tr", { hasText: "conflictPolicy?" });
    expect(await row.locator("td").last().textContent()).toBe('"take-at-once"');
    await row.locator("a", { hasText: "ConflictPolicy" }).click();
    await page.waitForURL(/#conflictpolicy$/);
    await page.context().close();
  });

  test("the first Tab leads past the navigation to the content, from which every page can be reached", async () => {
    const { page } = await open("index.html");
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("To the content");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(`document.activeElement.id`)).toBe("content");
    expect(await page.locator("nav.pages a").count()).toBe(htmlFiles().length);
    expect(await page.locator("nav.pages [aria-current=page]").textContent()).toBe("Overview");
    await page.context().close();
  });

  test.each([
    ["index.html", "light"],
    ["docs/options/ip-address-takeover.html", "dark"],
    ["docs/tutorials/first-pair.html", "light"],
    ["api/testing.html", "dark"],
  ] as const)("axe finds nothing on %s in %s, with the search open", async (path, colorScheme) => {
    const { page } = await open(path, { colorScheme });
    await page.locator("#search").fill("virtual ip");
    await page.locator("#found-0").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.addScriptTag({ path: AXE });
    const run = `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => [id, nodes.length, nodes[0].html.slice(0, 200), nodes[0].failureSummary]))`;
    expect(await page.evaluate(run)).toEqual([]);
    await page.context().close();
  });

  test("a narrow window shows the content first, and the list of pages at one press", async () => {
    const { page } = await open("docs/options/windows-nlb.html", { viewport: { width: 400, height: 800 } });
    const link = page.locator("nav.pages a").first();
    expect(await link.isVisible()).toBe(false);
    await page.locator(".menu summary").click();
    expect(await link.isVisible()).toBe(true);
    await page.context().close();
  });

  test("no table in a wide window breaks a name of the API in two", async () => {
    const { page } = await open("api/package.html", { viewport: { width: 1280, height: 800 } });
    const broken = `[...document.querySelectorAll("td:first-child code")].filter((name) => name.getClientRects().length > 1).map((name) => name.textContent)`;
    expect(await page.evaluate(broken)).toEqual([]);
    await page.context().close();
  });

  test.each([1280, 400])(
    "no line ends within the name of a command's option, in a window of %d pixels",
    async (width) => {
      const { page } = await open("docs/command-line.html", { viewport: { width, height: 800 } });
      const torn = `(() => {
      const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
      const torn = [];
      while (texts.nextNode())
        for (const { 0: option, index } of texts.currentNode.data.matchAll(/--[a-z-]+/g)) {
          const range = document.createRange();
          range.setStart(texts.currentNode, index);
          range.setEnd(texts.currentNode, index + option.length);
          if (range.getClientRects().length > 1) torn.push(option);
        }
      return torn;
    })()`;
      expect(await page.evaluate(torn)).toEqual([]);
      await page.context().close();
    },
  );

  test("is in light colours in print, whatever the screen shows", async () => {
    const { page } = await open("index.html", { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate(`getComputedStyle(document.body).backgroundColor`)).toBe("rgb(255, 255, 255)");
    await page.context().close();
  });

  test("without scripts everything works but the search", async () => {
    const { page } = await open("index.html", { javaScriptEnabled: false });
    expect(await page.locator("form.search").isVisible()).toBe(false);
    await page.locator("nav.pages a", { hasText: "Errors and findings" }).click();
    expect(await page.locator("h1").textContent()).toBe("Errors and findings");
    await page.context().close();
  });
});
