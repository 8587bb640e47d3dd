import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../eventually";
import { AgentConnection } from "./agent-connection";
import { now } from "./monotonic-time";

const ADDP_TIMEOUT = 300;

describe("a connection to an agent", () => {
  let server: Server;
  let answers: boolean;
  let connection: AgentConnection;
  let heard: string[];

  beforeEach(async () => {
    answers = true;
    heard = [];
    server = createServer((socket: Socket) => {
      socket.on("error", () => {});
      socket.on("data", () => answers && socket.write('{"report":"alive"}\n'));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    connection = new AgentConnection(
      { address: "127.0.0.1", port, addpTimeout: ADDP_TIMEOUT },
      { connected: () => heard.push("connected"), lost: () => heard.push("lost"), reported: () => {} },
    );
    await eventually(() => heard.length > 0);
  });
  afterEach(() => {
    connection.close();
    server.close();
  });

  test("is kept by one that answers its polls", async () => {
    await sleep(4 * ADDP_TIMEOUT);
    expect(heard).toEqual(["connected"]);
  });

  test("is lost after two ADDP timeouts of silence", async () => {
    answers = false;
    const since = now();
    await eventually(() => heard.includes("lost"));
    expect(now() - since).toBeGreaterThan(1.5 * ADDP_TIMEOUT);
  });

  test("survives a pause of this process, which says nothing about the agent", async () => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4 * ADDP_TIMEOUT);
    await sleep(ADDP_TIMEOUT);
    expect(heard).toEqual(["connected"]);
  });
});
