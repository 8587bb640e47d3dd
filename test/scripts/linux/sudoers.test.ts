import { expect, test } from "vitest";
import { sudoers } from "../../../lib/scripts/linux/sudoers";

test("the account may run exactly the control scripts, with exactly their commands, without a terminal, and the scripts may start what they need", () => {
  const text = sudoers({
    environment: "staging",
    host: "sip-a",
    account: "genesys",
    controlScripts: ["/opt/x/b-vip", "/opt/x/a-vip"],
  });
  expect(text.split("\n").slice(2)).toEqual([
    "Defaults!/opt/x/a-vip !requiretty, !noexec",
    "Defaults!/opt/x/b-vip !requiretty, !noexec",
    "genesys ALL=(root) NOPASSWD: /opt/x/a-vip up, /opt/x/a-vip down, /opt/x/a-vip status, /opt/x/a-vip announce",
    "genesys ALL=(root) NOPASSWD: /opt/x/b-vip up, /opt/x/b-vip down, /opt/x/b-vip status, /opt/x/b-vip announce",
    "",
  ]);
});
