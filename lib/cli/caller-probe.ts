import { randomBytes } from "node:crypto";
import { createSocket } from "node:dgram";
import { connect, isIPv6 } from "node:net";
import type { Probe } from "../drill/drill-kit";
import type { Question } from "../drill/measured-outage";
import type { RunningProbe } from "../drill/surroundings";
import { answeredCall, optionsRequest } from "./sip-options";

/** Sends one question, and calls back when it is answered; returns a function that ends the waiting. */
type Ask = (callId: string, answered: () => void) => () => void;

/**
 * Asks the pair as a caller would, at a steady pace, until it is stopped. Over UDP and TCP the question is OPTIONS, and any answer counts. Over TLS the
 * probe only tries whether the port takes a connection, because this library has no certificate to show.
 */
export function startProbe(probe: Probe): RunningProbe {
  const { ask, close } = probe.transport === "udp" ? overUdp(probe) : overTcp(probe);
  const prefix = randomBytes(6).toString("hex");
  const asked: { readonly at: number; isAnswered: boolean | undefined }[] = [];
  const waiting = new Set<() => void>();
  const tick = () => {
    const question: (typeof asked)[number] = { at: performance.now(), isAnswered: undefined };
    asked.push(question);
    const settle = (isAnswered: boolean) => {
      question.isAnswered ??= isAnswered;
      clearTimeout(timer);
      waiting.delete(give);
      forget();
    };
    const give = () => settle(false);
    const timer = setTimeout(give, probe.patience);
    waiting.add(give);
    const forget = ask(`${prefix}${asked.length}`, () => settle(true));
  };
  const timer = setInterval(tick, probe.interval);
  let decided = 0;
  return {
    // A question that still waits holds back the questions after it, so that what was reported once does not change.
    questions: () => {
      while (asked[decided]?.isAnswered !== undefined) decided += 1;
      return asked.slice(0, decided) as readonly Question[];
    },
    stop: () => {
      clearInterval(timer);
      for (const give of [...waiting]) give();
      close();
    },
  };
}

function overUdp({ address, port }: Probe): { readonly ask: Ask; readonly close: () => void } {
  const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
  const open = new Map<string, () => void>();
  // That nobody is there is what the probe looks for; the missing answer shows it.
  socket.on("error", () => {});
  socket.on("message", (message) => open.get(answeredCall(message.toString("latin1")) ?? "")?.());
  let isConnected = false;
  socket.connect(port, address, () => {
    isConnected = true;
  });
  return {
    ask: (callId, answered) => {
      open.set(callId, answered);
      if (isConnected) socket.send(optionsRequest({ address, port }, socket.address(), "UDP", callId), () => {});
      return () => open.delete(callId);
    },
    close: () => socket.close(),
  };
}

function overTcp({ address, port, transport }: Probe): { readonly ask: Ask; readonly close: () => void } {
  const ask: Ask = (callId, answered) => {
    const socket = connect({ host: address, port });
    let text = "";
    socket.on("error", () => {});
    socket.once("connect", () => {
      if (transport === "tls") return answered();
      const own = { address: socket.localAddress ?? "", port: socket.localPort ?? 0 };
      socket.write(optionsRequest({ address, port }, own, "TCP", callId));
    });
    socket.on("data", (data) => {
      text = `${text}${data.toString("latin1")}`.slice(0, 65_536);
      if (answeredCall(text) === callId) answered();
    });
    return () => socket.destroy();
  };
  return { ask, close: () => {} };
}
