import { createSocket } from "node:dgram";
import { createServer, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { startProbe } from "../../lib/cli/caller-probe";
import { answeredCall, optionsRequest } from "../../lib/cli/sip-options";
import { measuredOutage } from "../../lib/drill/measured-outage";
import type { RunningProbe } from "../../lib/drill/surroundings";
import { eventually } from "../eventually";

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** The 200 of a request. */
const answerTo = (request: string, status = "200 OK") =>
  `SIP/2.0 ${status}\r\n${request.match(/^(?:Via|From|To|Call-ID|CSeq):.*$/gm)!.join("\r\n")}\r\nContent-Length: 0\r\n\r\n`;

/** A SIP server on this machine that can be made silent. */
async function overUdp(): Promise<{ readonly port: number; isSilent: boolean; readonly requests: string[] }> {
  const socket = createSocket("udp4");
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const server = { port: socket.address().port, isSilent: false, requests: [] as string[] };
  socket.on("message", (message, from) => {
    server.requests.push(message.toString());
    if (!server.isSilent) socket.send(answerTo(message.toString()), from.port, from.address);
  });
  open.push(() => socket.close());
  return server;
}

async function overTcp(answer: (request: string, socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (data) => answer(data.toString(), socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => server.close());
  return (server.address() as { port: number }).port;
}

function probe(transport: "udp" | "tcp" | "tls", port: number, patience = 200): RunningProbe {
  const running = startProbe({ address: "127.0.0.1", port, transport, interval: 10, patience });
  open.push(running.stop);
  return running;
}
const answeredOf = (running: RunningProbe) => running.questions().filter(({ isAnswered }) => isAnswered).length;
const lostOf = (running: RunningProbe) => running.questions().filter(({ isAnswered }) => !isAnswered).length;

describe("the probe", () => {
  test("over UDP sends OPTIONS at a steady pace, and measures how long nobody answers", async () => {
    const server = await overUdp();
    const running = probe("udp", server.port);
    await eventually(() => answeredOf(running) > 5);
    server.isSilent = true;
    await eventually(() => lostOf(running) > 20);
    server.isSilent = false;
    await eventually(() => running.questions().at(-1)!.isAnswered);
    const { atLeast, atMost } = measuredOutage(running.questions());
    expect(atLeast).toBeGreaterThan(150);
    expect(atMost).toBeGreaterThanOrEqual(atLeast);
    const [first] = server.requests;
    expect(first).toMatch(
      new RegExp(`^OPTIONS sip:127\\.0\\.0\\.1:${server.port} SIP/2\\.0\r\nVia: SIP/2\\.0/UDP 127\\.0\\.0\\.1:`),
    );
    expect(new Set(server.requests.map((text) => /^Call-ID: (.*)$/m.exec(text)![1])).size).toBe(server.requests.length);
  });

  test("over UDP takes a port on which nobody listens for silence, and goes on", async () => {
    const { port } = await overUdp();
    for (const close of open.splice(0)) close();
    const running = probe("udp", port);
    await eventually(() => lostOf(running) > 2);
    expect(answeredOf(running)).toBe(0);
  });

  test("over TCP asks on a new connection each time, and accepts an answer that arrives in pieces", async () => {
    const port = await overTcp((request, socket) => {
      const text = answerTo(request, "404 Not Found");
      socket.write(text.slice(0, 20));
      setTimeout(() => socket.write(text.slice(20)), 5);
    });
    const running = probe("tcp", port);
    await eventually(() => answeredOf(running) > 3);
  });

  test("over TCP ignores an answer to something else", async () => {
    const port = await overTcp((_, socket) => socket.write("SIP/2.0 200 OK\r\nCall-ID: another\r\n\r\n"));
    const running = probe("tcp", port);
    await eventually(() => lostOf(running) > 2);
    expect(answeredOf(running)).toBe(0);
  });

  test("over TLS asks whether the port accepts a connection", async () => {
    const port = await overTcp(() => {});
    const running = probe("tls", port);
    await eventually(() => answeredOf(running) > 3);
  });

  test("does not report a question while an earlier one still waits, so that what it has reported stays true", async () => {
    const server = await overUdp();
    server.isSilent = true;
    // So long that the first question still waits, however busy the machine is.
    const running = probe("udp", server.port, 1_500);
    await eventually(() => server.requests.length > 2);
    server.isSilent = false;
    const soon = running.questions().length;
    expect(soon).toBe(0);
    await eventually(() => answeredOf(running) > 2);
    expect(running.questions()[0]!.isAnswered).toBe(false);
  });
});

describe("a question", () => {
  test("writes IPv6 addresses as SIP does", () => {
    const text = optionsRequest(
      { address: "2001:db8::10", port: 5060 },
      { address: "2001:db8::50", port: 4711 },
      "UDP",
      "x1",
    );
    expect(text.split("\r\n").slice(0, 2)).toEqual([
      "OPTIONS sip:[2001:db8::10]:5060 SIP/2.0",
      "Via: SIP/2.0/UDP [2001:db8::50]:4711;branch=z9hG4bKx1;rport",
    ]);
    expect(text.endsWith("\r\nContent-Length: 0\r\n\r\n")).toBe(true);
  });

  test("is answered by a response to its call, in either form of the header", () => {
    expect(answeredCall("SIP/2.0 200 OK\r\nCall-ID: x1\r\n\r\n")).toBe("x1");
    expect(answeredCall("SIP/2.0 503 Service Unavailable\r\ni: x1\r\n\r\n")).toBe("x1");
    expect(answeredCall("OPTIONS sip:x SIP/2.0\r\nCall-ID: x1\r\n\r\n")).toBeUndefined();
    expect(answeredCall("")).toBeUndefined();
  });
});
