// Opens a test bed, runs a command on one of its machines, boots another one with systemd, and keeps running until it is ended.
import { NetworkBed } from "../network-namespace";

NetworkBed.open().then(async (bed) => {
  bed.machine("sip-a").spawn(["sleep", "infinity"]);
  await bed.machine("sip-b").boot();
  setInterval(() => {}, 1_000);
  process.stdout.write("open\n");
});
