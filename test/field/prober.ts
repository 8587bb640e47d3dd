// Asks the responder behind the virtual IP every few milliseconds, and watches this machine's neighbour entry for the virtual IP.
// Usage: <virtual IP> <port> <interval in milliseconds>. When its input ends, it prints what it saw as one line of JSON.
import { createSocket } from "node:dgram";
import { openSync, readSync } from "node:fs";
import { now } from "./monotonic-time";
import type { ProbeRecord } from "./probe";

const [address, port, interval] = process.argv.slice(2) as [string, string, string];
const sent: number[] = [];
const answered = new Map<number, { at: number; by: string }>();
const neighbour: { at: number; address: string | undefined }[] = [];
const table = openSync("/proc/net/arp", "r");
const buffer = Buffer.alloc(8_192);
const socket = createSocket("udp4");
const started = now();

socket.on("message", (message) => {
  // If a question waited for the neighbour entry, its answer comes before the next tick.
  look();
  answered.set(message.readUInt32BE(0), { at: now(), by: message.subarray(4).toString() });
});

function look(): void {
  const text = buffer.toString("latin1", 0, readSync(table, buffer, 0, buffer.length, 0));
  const line = text.split("\n").find((one) => one.startsWith(`${address} `));
  const [, , flags, hardwareAddress] = line?.split(/\s+/) ?? [];
  const found = flags === "0x0" ? undefined : hardwareAddress;
  if (neighbour.length === 0 || neighbour.at(-1)!.address !== found) neighbour.push({ at: now(), address: found });
}

function tick(): void {
  while (now() >= started + sent.length * Number(interval)) {
    const message = Buffer.alloc(4);
    message.writeUInt32BE(sent.length);
    sent.push(now());
    socket.send(message, Number(port), address, () => {});
  }
  look();
}

socket.bind(0, () => {
  process.stdout.write("ready\n");
  const timer = setInterval(tick, 1);
  process.stdin.resume().once("end", () => {
    clearInterval(timer);
    setTimeout(() => {
      const record: ProbeRecord = { probes: sent.map((at, index) => ({ at, answer: answered.get(index) })), neighbour };
      process.stdout.write(`${JSON.stringify(record)}\n`, () => process.exit());
    }, 150);
  });
});
