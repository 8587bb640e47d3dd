import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";

/** What AS3 on a device is to say of a declaration. */
export interface As3Result {
  readonly code: number;
  readonly message: string;
  readonly tenant?: string;
  readonly errors?: readonly string[];
}

/** A request as it came. */
export interface As3Request {
  /** e.g. `POST /declare?async=true` */
  readonly what: string;
  readonly account: string;
  readonly body: unknown;
}

/**
 * A stand-in for a BIG-IP with AS3: its addresses, and the way in which it answers, are those of AS3's reference. A declaration is taken as a task, which is
 * asked for its results until it is done.
 */
export class As3Device {
  readonly requests: As3Request[] = [];
  /** What the next declaration comes to. */
  results: readonly As3Result[] = [];
  /** How often a task answers that it goes on. */
  rounds = 0;
  /** What a declaration is answered at once, where it does not become a task. */
  refusal: { readonly status: number; readonly body: unknown } | undefined;
  /** What the device has of the tenant; nothing at first. */
  private declared: unknown;

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
      request.setEncoding("utf8").on("data", (part: string) => (text += part));
      request.on("end", () => {
        const { status, body } = device.answer(request.method!, request.url!, request.headers.authorization, text);
        response.writeHead(status, { "content-type": "application/json" });
        response.end(body === undefined ? "" : JSON.stringify(body));
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
    const what = `${method} ${url.slice(base.length)}`;
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    this.requests.push({ what, account, body });
    if (!url.startsWith(base)) return { status: 404, body: { code: 404, message: "Public URI path not registered" } };
    if (account !== this.account) return { status: 401, body: { code: 401, message: "Authentication required!" } };
    if (what === "GET /info") return { status: 200, body: { version: "3.54.2", schemaCurrent: "3.54.0" } };
    if (/^GET \/declare\//.test(what))
      return this.declared === undefined ? { status: 204 } : { status: 200, body: this.declared };
    if (what.startsWith("GET /task/7")) return { status: 200, body: { id: "7", results: this.progress() } };
    if (!/^(?:POST \/declare|DELETE \/declare\/)/.test(what))
      return { status: 404, body: { code: 404, message: what } };
    if (this.refusal !== undefined) return this.refusal;
    const isDryRun = what.includes("controls.dryRun=true");
    if (!isDryRun) this.declared = method === "DELETE" ? undefined : (body as { declaration?: unknown }).declaration;
    return { status: 202, body: { id: "7", results: [{ code: 0, message: "Declaration successfully submitted" }] } };
  }

  private progress(): readonly As3Result[] {
    if (this.rounds === 0) return this.results;
    this.rounds--;
    return [{ code: 0, message: "in progress" }];
  }
}
