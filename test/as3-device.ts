import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type BigIpState, bigIpState, type RestObject } from "./big-ip-state";

/** What AS3 on a device is to answer about a declaration. */
export interface As3Result {
  readonly code: number;
  readonly message: string;
  readonly tenant?: string;
  readonly errors?: readonly string[];
}

/** A request as it was received. */
export interface As3Request {
  /** e.g. `POST /declare?async=true`, of AS3; `GET /tm/ltm/node` */
  readonly what: string;
  readonly account: string;
  readonly body: unknown;
}

/** A complete answer that does not depend on the request. */
export interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

/** A self-signed certificate of a device, in the file `ca's.pem` of a folder, and settings of curl that lead from the device's address to a stand-in. */
export function selfSigned(folder: string, management: string) {
  const subject = ["-subj", "/CN=ltm-1", "-addext", `subjectAltName=IP:${management}`];
  const authority = join(folder, "ca's.pem");
  const key = join(folder, "key.pem");
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", ...subject];
  execFileSync("openssl", [...request, "-keyout", key, "-out", authority], { stdio: "ignore" });
  return {
    authority,
    certificate: { cert: readFileSync(authority, "utf8"), key: readFileSync(key, "utf8") },
    /** Makes the device's address lead to the stand-in. Nothing else about the connection changes. */
    leadTo: ({ port }: As3Device) =>
      writeFileSync(join(folder, ".curlrc"), `connect-to = "${management}:443:127.0.0.1:${port}"\n`),
  };
}

/**
 * A stand-in for a BIG-IP with AS3. Its addresses and answers follow AS3's reference. A declaration becomes a task, which the client asks for its results
 * until it is done. The collections of iControl REST come from `bigIpState`, filtered by partition.
 */
export class As3Device {
  readonly requests: As3Request[] = [];
  /** What clients waited for before they sent their body (the header `Expect`). AS3's documentation says that they must not. */
  readonly waitedFor: string[] = [];
  /** The results of the next declaration. */
  results: readonly As3Result[] = [];
  /** How often a task answers that it is still running. */
  rounds = 0;
  /** The immediate answer to a declaration, if it does not become a task. */
  refusal: { readonly status: number; readonly body: unknown } | undefined;
  /** The tenant's declaration on the device; none at first. */
  private declared: Record<string, unknown> | undefined;
  /** What Declarative Onboarding has set on the device, with the device's own addresses. */
  onboarding: Readonly<Record<string, unknown>> = { Common: {} };
  /** The objects on the device, which a deployment makes. A test changes them as a person would by hand. */
  state: BigIpState = {};
  /** Whether AS3 is installed. */
  hasAs3 = true;
  /** Answers that replace all others, by request, e.g. `GET /tm/ltm/pool`. */
  readonly instead = new Map<string, RawAnswer>();

  private constructor(
    private readonly server: Server,
    private readonly account: string,
  ) {}

  /** @param account user and password, separated by a colon */
  static async start(
    certificate: { readonly cert: string; readonly key: string },
    account: string,
  ): Promise<As3Device> {
    const server = createServer(certificate);
    const device = new As3Device(server, account);
    server.on("request", (request, response) => {
      let text = "";
      if (request.headers.expect !== undefined) device.waitedFor.push(request.headers.expect);
      request.setEncoding("utf8").on("data", (part: string) => (text += part));
      request.on("end", () => {
        const { status, body } = device.answer(request.method!, request.url!, request.headers.authorization, text);
        const raw = device.instead.get(`${request.method} ${request.url!.replace(/^\/mgmt|\?.*/g, "")}`);
        response.writeHead(raw?.status ?? status, { "content-type": "application/json" });
        response.end(raw?.text ?? (body === undefined ? "" : JSON.stringify(body)));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return device;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private answer(method: string, url: string, authorization = "", text: string): { status: number; body?: unknown } {
    const base = "/mgmt/shared/appsvcs";
    const account = Buffer.from(authorization.replace(/^Basic /, ""), "base64").toString();
    const isRest = url.startsWith("/mgmt/tm/");
    const what = `${method} ${url.slice((isRest ? "/mgmt" : base).length)}`;
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    this.requests.push({ what, account, body });
    if (!isRest && !(url.startsWith(base) && this.hasAs3))
      return { status: 404, body: { code: 404, message: "Public URI path not registered" } };
    if (account !== this.account) return { status: 401, body: { code: 401, message: "Authentication required!" } };
    if (isRest) return this.collection(method, url);
    if (what === "GET /info") return { status: 200, body: { version: "3.56.0", schemaCurrent: "3.56.0" } };
    if (what === "GET /declare")
      return this.declared === undefined ? { status: 204 } : { status: 200, body: this.declared };
    const [, asked] = /^GET \/declare\/([^?]*)/.exec(what) ?? [];
    if (asked !== undefined) return this.declaration(asked);
    if (what.startsWith("GET /task/7")) return { status: 200, body: { id: "7", results: this.progress() } };
    if (!/^(?:POST \/declare|DELETE \/declare\/)/.test(what))
      return { status: 404, body: { code: 404, message: what } };
    if (this.refusal !== undefined) return this.refusal;
    const isDryRun = what.includes("controls.dryRun=true");
    if (!isDryRun) {
      this.declared = method === "DELETE" ? undefined : (body as { declaration: Record<string, unknown> }).declaration;
      this.state = bigIpState(this.declared ?? {}, this.onboarding);
    }
    return { status: 202, body: { id: "7", results: [{ code: 0, message: "Declaration successfully submitted" }] } };
  }

  private declaration(tenant: string): { status: number; body?: unknown } {
    if (this.declared === undefined) return { status: 204 };
    if (this.declared[tenant] !== undefined) return { status: 200, body: this.declared };
    return { status: 404, body: { code: 404, message: `specified Tenant(s) '${tenant}' not found in declaration` } };
  }

  /** A collection: without `items` if it is empty, and without subcollections unless the request asks for them. */
  private collection(method: string, url: string): { status: number; body?: unknown } {
    const { pathname, searchParams } = new URL(url, "https://localhost");
    const kind = pathname.slice("/mgmt/tm/".length);
    if (method !== "GET") return { status: 405, body: { code: 405, message: method } };
    const [, partition] = /^partition eq (\S+)$/.exec(searchParams.get("$filter") ?? "") ?? [];
    const isExpanded = searchParams.get("expandSubcollections") === "true";
    const items = (this.state[kind] ?? [])
      .filter((one) => partition === undefined || one.partition === partition)
      .map((one) => (isExpanded ? one : withoutSubcollections(one)));
    const name = kind.split("/").at(-1);
    return {
      status: 200,
      body: {
        kind: `tm:${kind.replaceAll("/", ":")}:${name}collectionstate`,
        selfLink: `https://localhost${pathname}?ver=17.1.0.1`,
        ...(items.length === 0 ? {} : { items }),
      },
    };
  }

  private progress(): readonly As3Result[] {
    if (this.rounds === 0) return this.results;
    this.rounds--;
    return [{ code: 0, message: "in progress" }];
  }
}

function withoutSubcollections(object: RestObject): RestObject {
  const entries = Object.entries(object).map(([key, value]) => {
    if (!key.endsWith("Reference")) return [key, value];
    const { items: _items, ...rest } = value as { items?: unknown };
    return [key, rest];
  });
  return Object.fromEntries(entries) as RestObject;
}
