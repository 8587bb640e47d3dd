import { describe, expect, test } from "vitest";
import type { Host } from "../../lib/model/host";
import { asRoot } from "../../lib/scripts/as-root";
import { sampleTopology } from "../sample-topology";

const host = sampleTopology().hosts.get("sip-a")!;
const typed = (changes: Partial<Host>) => asRoot({ ...host, ...changes }, "status");

describe("a command that needs root's rights", () => {
  test("is typed with sudo if Terraform's user becomes root by it, and without sudo if that user is root", () => {
    const ssh = (becomeRoot: "none" | "sudo") => ({
      connection: { ...host.connection, becomeRoot } as Host["connection"],
    });
    expect([ssh("sudo"), ssh("none")].map(typed)).toEqual(["sudo status", "status"]);
  });

  test("is typed with sudo on a Linux host that Terraform does not reach, and on other systems if the Local Control Agent uses sudo", () => {
    const agent = { ...host.localControlAgent, account: "genesys", becomeRoot: "sudo" } as const;
    const unreached = (os: Host["os"], changes: Partial<Host> = {}) => typed({ os, connection: undefined, ...changes });
    expect(unreached("linux")).toBe("sudo status");
    expect((["solaris", "aix", "windows"] as const).map((os) => unreached(os))).toEqual(["status", "status", "status"]);
    expect(unreached("solaris", { localControlAgent: agent })).toBe("sudo status");
    expect(unreached("solaris", { localControlAgent: { ...agent, account: "root" } })).toBe("status");
  });
});
