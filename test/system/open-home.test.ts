import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync } from "node:fs";
import { expect, test } from "vitest";
import { hostProvisioners } from "../../lib/terraform/host-provisioners";
import { describeWith } from "../prerequisites";
import { ROOT_BY_SSH } from "../root-by-ssh";
import { sampleTopology } from "../sample-topology";
import { temporaryFolder } from "../temporary-folder";
import { clearingCommands, destroyCommands } from "../terraform-commands";

/** A group that root is not in, like the group of all accounts on some systems; it may or may not have a name. */
const USERS = 100;

describeWith({ root: true, tools: ["stat"] }, "the home of the account that Terraform logs in with", () => {
  const host = sampleTopology().hosts.get("sip-a")!;
  const [prepare] = hostProvisioners(
    "staging",
    { host, folder: "hosts/sip-a", hash: "0123", after: [] },
    ROOT_BY_SSH,
  ) as [{ readonly "remote-exec": { readonly inline: readonly string[] } }];

  test.each([
    [0o700, USERS, 0],
    [0o750, 0, 0],
    [0o751, 0, 6],
    [0o750, USERS, 6],
    [0o710, USERS, 6],
    [0o740, USERS, 0],
    [0o710, 61_234, 6],
  ])("with the mode %o and the group %i ends with %i", (mode, group, code) => {
    const home = temporaryFolder();
    chownSync(home, 0, group);
    chmodSync(home, mode);
    const run = spawnSync("sh", ["-c", prepare["remote-exec"].inline.join("\n")], { cwd: home, encoding: "utf8" });
    expect({ code: run.status, stderr: run.stderr }).toEqual({ code, stderr: "" });
    expect(existsSync(`${home}/.sip-ha-staging`)).toBe(code === 0);
    for (const commands of [clearingCommands("linux"), destroyCommands("linux", "aaa1")])
      expect(spawnSync("sh", ["-c", commands], { cwd: home }).status).toBe(code);
  });
});
