// Opens a test bed, lets one of its machines run something and boots another one with systemd, and goes on until it is ended.
import { NetworkBed } from "../network-namespace";

NetworkBed.open().then(async (bed) => {
  bed.machine("sip-a").spawn(["sleep", "infinity"]);
  await bed.machine("sip-b").boot();
  setInterval(() => {}, 1_000);
  process.stdout.write("open\n");
});
