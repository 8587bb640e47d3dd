import { expect, test } from "vitest";
import { operatingSystemNames } from "../../lib/model/operating-system";
import { removedByHand } from "../../lib/report/apply-words";
import { sampleTopology } from "../sample-topology";

test("hosts whose password Terraform asks for are cleaned up before Terraform destroys them, each by its own command", () => {
  const { installDirectory } = operatingSystemNames.windows;
  const { hosts } = sampleTopology({
    hosts: { "sip-a": { os: "windows", installDirectory: "D:\\sip-ha" }, "sip-b": { os: "windows", installDirectory } },
  });
  expect(removedByHand("prod", [hosts.get("sip-a")!, hosts.get("sip-b")!])).toBe(
    "When Terraform destroys, it may not use a variable, so it removes nothing from sip-a, sip-b. Before you destroy, on sip-a run `D:\\sip-ha\\deploy-prod.cmd remove <hash>` as an administrator; on sip-b run `C:\\Genesys\\sip-ha\\deploy-prod.cmd remove <hash>` as an administrator. The hash is in the first line of `C:\\ProgramData\\sip-ha\\installed-prod` there.",
  );
});
