// Sends an OPTIONS request to a proxy or a virtual IP every few milliseconds. Each request is its own transaction and is never repeated.
// Usage: <own address> <asked address> <port> <domain> <interval in milliseconds>. When its input ends, it prints the outcome of each request as JSON.
import { createSocket } from "node:dgram";
import { now } from "./monotonic-time";
import type { SipProbe } from "./sip-probe";

const [own, address, port, domain, interval] = process.argv.slice(2) as [string, string, string, string, string];
const sent: number[] = [];
/** The address of the server that answered each request, by the number of the request. */
const answered = new Map<number, string | undefined>();
const socket = createSocket("udp4");
const started = now();
/** Each run has its own Call-ID: sipp answers nothing in a call that it has ended. */
const run = String(started).replace(".", "-");

socket.on("message", (message, from) => {
  const text = message.toString("latin1");
  const number = /^Call-ID: (\d+)\./im.exec(text)?.[1];
  const by = /^Contact: <sip:([\d.]+)/m.exec(text)?.[1];
  if (from.address === address && text.startsWith("SIP/2.0 200") && number !== undefined)
    answered.set(Number(number), by);
});

function request(number: number): string {
  return [
    `OPTIONS sip:probe@${domain} SIP/2.0`,
    `Via: SIP/2.0/UDP ${own}:${socket.address().port};branch=z9hG4bK${run}x${number}`,
    "Max-Forwards: 70",
    `From: <sip:probe@${domain}>;tag=${number}`,
    `To: <sip:probe@${domain}>`,
    `Call-ID: ${number}.${run}@${own}`,
    "CSeq: 1 OPTIONS",
    "Content-Length: 0",
    "",
    "",
  ].join("\r\n");
}

function tick(): void {
  while (now() >= started + sent.length * Number(interval)) {
    const number = sent.push(now()) - 1;
    socket.send(request(number), Number(port), address, () => {});
  }
}

socket.bind(0, own, () => {
  process.stdout.write("ready\n");
  const timer = setInterval(tick, 5);
  process.stdin.resume().once("end", () => {
    clearInterval(timer);
    setTimeout(() => {
      const probes: SipProbe[] = sent.map((at, index) => ({
        at,
        answered: answered.has(index),
        by: answered.get(index),
      }));
      process.stdout.write(`${JSON.stringify(probes)}\n`, () => process.exit());
    }, 300);
  });
});
