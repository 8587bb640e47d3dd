import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel, type ExtractorMessage } from "@microsoft/api-extractor";
import { ApiModel, type ApiPackage } from "@microsoft/api-extractor-model";
import { type DeclaredPackage, declaredPackage } from "./declared-package";

/** One of the package's entries. */
export interface Entry {
  /** The name by which it is imported, e.g. `sip-server-ha/testing`. */
  readonly specifier: string;
  /** The name of its report and of its page. */
  readonly name: string;
  /** The path of its declarations, below the package's folder. */
  readonly declarations: string;
}

export const ENTRIES: readonly Entry[] = [
  { specifier: "sip-server-ha", name: "index", declarations: "dist/index.d.ts" },
  { specifier: "sip-server-ha/testing", name: "testing", declarations: "dist/testing/index.d.ts" },
  { specifier: "sip-server-ha/testing/vitest", name: "vitest", declarations: "dist/testing/vitest.d.ts" },
];

/** What an entry offers. */
export interface EntryApi extends Entry {
  /** The report that a reviewer reads. */
  readonly report: string;
  readonly model: ApiPackage;
  /** What API Extractor finds wrong with the entry. */
  readonly messages: readonly string[];
}

/**
 * Reads from the sources what the package offers. Takes some seconds.
 *
 * @param entries the package's own entries, or others
 * @param declarations a folder with the declarations of other entries
 */
export function publicApi(entries: readonly Entry[] = ENTRIES, declarations?: string): EntryApi[] {
  const scratch = mkdtempSync(join(tmpdir(), "sip-ha-api-"));
  try {
    const declared = declaredPackage(scratch, declarations);
    return entries.map((entry) => entryApi(entry, entries, declared, scratch));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function entryApi(
  entry: Entry,
  entries: readonly Entry[],
  { folder, installed }: DeclaredPackage,
  scratch: string,
): EntryApi {
  const out = join(scratch, entry.name);
  mkdirSync(out);
  const modelFile = join(out, "model.api.json");
  const others = entries.filter(({ name }) => name !== entry.name);
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json"),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, entry.declarations),
      newlineKind: "lf",
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            target: "ES2023",
            lib: ["ES2023"],
            module: "NodeNext",
            moduleResolution: "NodeNext",
            types: ["node"],
            strict: true,
            skipLibCheck: true,
            // Items that an entry takes from another entry belong to that other entry, and are in its report.
            paths: Object.fromEntries(others.map((one) => [one.specifier, [installed(one.declarations)]])),
          },
          files: [join(folder, entry.declarations)],
        },
      },
      apiReport: { enabled: true, reportFileName: entry.name, reportFolder: out, reportTempFolder: join(out, "temp") },
      docModel: { enabled: true, apiJsonFilePath: modelFile, includeForgottenExports: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Warning } },
        extractorMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Warning },
          // All exports are for users, and there is only one release stage.
          "ae-missing-release-tag": { logLevel: ExtractorLogLevel.None },
          // This project's own rules report that, item by item, with what to do.
          "ae-undocumented": { logLevel: ExtractorLogLevel.None },
        },
        tsdocMessageReporting: {
          default: { logLevel: ExtractorLogLevel.Warning },
          // The form is `@param name what it is`, as editors show it.
          "tsdoc-param-tag-missing-hyphen": { logLevel: ExtractorLogLevel.None },
        },
      },
    },
  });
  const messages: string[] = [];
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      if (isFault(message)) messages.push(messageText(message, folder));
      message.handled = true;
    },
  });
  const model = new ApiModel();
  return {
    ...entry,
    messages: messages.sort(),
    report: readFileSync(join(out, `${entry.name}.api.md`), "utf8"),
    model: model.loadPackage(modelFile),
  };
}

function isFault({ logLevel, category }: ExtractorMessage): boolean {
  return category !== "console" && (logLevel === ExtractorLogLevel.Warning || logLevel === ExtractorLogLevel.Error);
}

/** A message that names the source file instead of the declaration file that was made from it. */
function messageText({ sourceFilePath = "", text, messageId }: ExtractorMessage, folder: string): string {
  const source = sourceFilePath
    .replace(`${folder}/`, "")
    .replace(/^dist\//, "lib/")
    .replace(/\.d\.ts$/, ".ts");
  return `${source}: ${messageId}: ${text}`;
}
