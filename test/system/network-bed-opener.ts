// Opens a test bed, lets one of its machines run something, and goes on until it is ended.
import { NetworkBed } from "../network-namespace";

NetworkBed.open().then((bed) => {
  bed.machine("sip-a").spawn(["sleep", "infinity"]);
  setInterval(() => {}, 1_000);
  process.stdout.write("open\n");
});
