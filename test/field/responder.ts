// Answers the probe, from the virtual IP alone: so it is heard where its host holds that. Usage: <virtual IP> <port> <name>. Ends with its input.
import { createSocket } from "node:dgram";

const [address, port, name] = process.argv.slice(2);
const socket = createSocket("udp4");
socket.on("message", (message, from) => {
  socket.send(Buffer.concat([message.subarray(0, 4), Buffer.from(name!)]), from.port, from.address, () => {});
});
socket.bind(Number(port), address, () => process.stdout.write("ready\n"));
process.stdin.resume().once("end", () => process.exit());
