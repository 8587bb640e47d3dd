// Answers the probe only from the virtual IP, so it is heard only while its host holds the virtual IP. Usage: <virtual IP> <port> <name>. It ends when its input ends.
import { createSocket } from "node:dgram";

const [address, port, name] = process.argv.slice(2);
const socket = createSocket("udp4");
socket.on("message", (message, from) => {
  socket.send(Buffer.concat([message.subarray(0, 4), Buffer.from(name!)]), from.port, from.address, () => {});
});
socket.bind(Number(port), address, () => process.stdout.write("ready\n"));
process.stdin.resume().once("end", () => process.exit());
