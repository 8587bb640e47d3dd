import { expect, test } from "vitest";
import { NetworkBed } from "../network-namespace";
import { describeWith } from "../prerequisites";
describeWith({ root: true, tools: ["arping"] }, "bed", () => {
  test("opens", async () => {
    const t = performance.now();
    const bed = await NetworkBed.open();
    console.log(performance.now() - t);
    const a = bed.machine("sip-a");
    console.log(await a.run(["sh", "-c", "hostname; ip -br a; ps ax | tail -3; ls /opt /run /var/log; touch /etc/xx; ls -l /tmp; arping -c 1 -w 1 -I eth1 10.120.0.1; id; ls /work/main | head -3"]));
    bed.close();
    expect(1).toBe(1);
  });
});
