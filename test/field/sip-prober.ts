// Asks the virtual IP with a SIP OPTIONS every few milliseconds. Usage: <own address> <virtual IP> <port> <interval in milliseconds>.
// At the end of its input it prints when each was sent, and by whom it was answered, as one line of JSON.
import { createSocket } from "node:dgram";
import { now } from "./monotonic-time";

const [own, address, port, interval] = process.argv.slice(2) as [string, string, string, string];
const sent: number[] = [];
const answered = new Map<number, string>();
const socket = createSocket("udp4");
const started = now();

function options(index: number): string {
  const { port: ownPort } = socket.address();
  return [
    `OPTIONS sip:probe@${address}:${port} SIP/2.0`,
    `Via: SIP/2.0/UDP ${own}:${ownPort};branch=z9hG4bK-probe-${index}`,
    `From: <sip:probe@${own}>;tag=probe-${index}`,
    `To: <sip:probe@${address}>`,
    `Call-ID: ${index}@${own}`,
    "CSeq: 1 OPTIONS",
    "Max-Forwards: 10",
    "Content-Length: 0",
    "",
    "",
  ].join("\r\n");
}

socket.on("message", (message, from) => {
  const text = message.toString();
  const index = /^Call-ID: (\d+)@/m.exec(text)?.[1];
  const by = /^Contact: <sip:([\d.]+)/m.exec(text)?.[1];
  const isOfVirtualIp = from.address === address && text.startsWith("SIP/2.0 200");
  if (isOfVirtualIp && index !== undefined && by !== undefined) answered.set(Number(index), by);
});

socket.bind(0, own, () => {
  process.stdout.write("ready\n");
  const timer = setInterval(() => {
    while (now() >= started + sent.length * Number(interval)) {
      socket.send(options(sent.length), Number(port), address, () => {});
      sent.push(now());
    }
  }, 1);
  process.stdin.resume().once("end", () => {
    clearInterval(timer);
    setTimeout(() => {
      const record = sent.map((at, index) => ({ at, by: answered.get(index) }));
      process.stdout.write(`${JSON.stringify(record)}\n`, () => process.exit());
    }, 300);
  });
});
