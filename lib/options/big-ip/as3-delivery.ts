import { bracketed } from "../../model/address";
import { devicesOfTerraform, terraformDeclaresTo } from "../../model/big-ip";
import { block, paragraphs, steps } from "../../text/markdown";
import { deviceFolder } from "./artifacts";
import { folderOf, ITEM } from "./as3-declaration";
import { runsOnboarding } from "./as3-support";
import type { Delivery } from "./delivery";
import { type Service, transportsOf } from "./model";

function network(service: Service): string {
  const { device } = service;
  if (!runsOnboarding(device))
    return `Declarative Onboarding does not run on BIG-IP ${device.version} (documented), so \`${deviceFolder(device)}/declarative-onboarding.json\` is of no use there. Compare the device's VLANs and addresses with the table, and add what is missing with the first commands of \`tmsh.txt\`.`;
  return paragraphs(
    `On a new device, \`${deviceFolder(device)}/declarative-onboarding.json\` makes these; curl asks for the password:`,
    block("sh", [
      `curl -u ${device.user} ${certificates(service)}-H 'Expect:' -H 'Content-Type: application/json' -d @${deviceFolder(device)}/declarative-onboarding.json 'https://${bracketed(device.management)}/mgmt/shared/declarative-onboarding'`,
    ]),
    "It answers 202; the same address, asked by GET, says `OK` once it is done. On a device that serves others already, do not post it: Declarative Onboarding restores what it has made before and a later declaration leaves out. Compare its VLANs and addresses with the table, and add what is missing with the first commands of `tmsh.txt`.",
  );
}

function certificates({ device: { certificateAuthorityFile } }: Service): string {
  return certificateAuthorityFile === undefined
    ? ""
    : `--cacert '${certificateAuthorityFile.replaceAll("'", `'\\''`)}' `;
}

/** A call of the script that posts a declaration to the device. */
export function post({ device }: Service, ...words: readonly string[]): string {
  return `sh ${deviceFolder(device)}/post ${words.join(" ")}`;
}

/** The file in which people keep what the device had. Its name contains the device's, as two devices have different contents. */
const before = ({ device }: Service) => `before-${device.name}.json`;

function deployment(service: Service): string {
  const { device } = service;
  const isByTerraform = terraformDeclaresTo(device);
  const done = `prints a line that begins with 200 and ends with ${device.tenant}, and exits with 0. A device may answer 200 to the whole and refuse the tenant; it is the code of the line that counts.`;
  return steps(
    `See that the device has AS3 ${device.as3Version} or later:\n${block("sh", [post(service, "info")])}`,
    `Keep what it has of this environment, which is the way back${isByTerraform ? "; before any `terraform apply`, as after it that is what was just brought there" : ""}. On the first day that is nothing, and the file is empty:\n${block("sh", [`${post(service, "show")} >${before(service)}`])}`,
    `Have it checked, which changes nothing:\n${block("sh", [post(service, "dry-run")])}\n${done}`,
    isByTerraform
      ? `Bring it there by Terraform, which takes the account from its environment; the first command waits for the line as shown. A plan that is saved would hold the password in clear, so save none:\n${block(
          "sh",
          [
            `stty -echo; read -r TF_VAR_bigip_accounts; stty echo   # {${accounts(service)}}`,
            "export TF_VAR_bigip_accounts",
            "terraform init",
            "terraform apply",
          ],
        )}\nTerraform may report success where the device refused the tenant; so do the next step.`
      : `Bring it there:\n${block("sh", [post(service, "deploy")])}\n${done}`,
    `Look that nothing is left to do:\n${block("sh", [post(service, "dry-run")])}\nsays \`no change\`.`,
  );
}

/** The contents of the variable: the account of each device that Terraform declares to. */
function accounts({ topology }: Service): string {
  return devicesOfTerraform(topology)
    .map(({ name, user }) => `"${name}":{"user":"${user}","password":"..."}`)
    .join(",");
}

function undone(service: Service): string[] {
  return [
    `Post what you kept, the dry run first; where that was nothing, \`${post(service, "remove")}\` instead:\n${block("sh", [post(service, "dry-run", before(service)), post(service, "deploy", before(service))])}`,
  ];
}

function transports(service: Service): string {
  const { pair } = service;
  const [transport] = transportsOf(pair);
  return paragraphs(
    "Intervals, timeouts and codes change in place. A transport that is taken away takes its virtual server, pool and monitor with it; a device may refuse that in one step, as a pool still uses the monitor. Then do it in two:",
    steps(
      `Take the monitor off the pool, e.g. \`tmsh modify ltm pool ${folderOf(service)}/${ITEM.pool(transport!)} monitor none\`. Without a monitor the device takes both members for available, so do this for a transport alone that no caller uses any more.`,
      `Deploy again:\n${block("sh", [post(service, "deploy")])}`,
    ),
  );
}

/** Delivery by declarations, posted to AS3 and Declarative Onboarding. */
export const as3Delivery: Delivery = {
  network,
  deployment,
  undone,
  kept: (service) =>
    `Keep a copy of the output before the change, and from it what the device has: \`${post(service, "show")} >before.json\`.`,
  takenOff: (service) =>
    `Take it off ${service.device.name}: where other pairs stay there, deploy its new declaration, which no longer has ${service.pair.name}; where it is the last, \`${post(service, "remove")}\` from the copy of the output before the change.`,
  transports,
  ofSecond: "AS3 is installed on both (documented).",
};
