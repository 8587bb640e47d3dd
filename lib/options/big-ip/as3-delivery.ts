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
    "The device answers 202. A GET of the same address says `OK` once the work is done. Do not post the file to a device that already serves others: Declarative Onboarding restores what it has made before and a later declaration leaves out. Instead, compare the device's VLANs and addresses with the table, and add what is missing with the first commands of `tmsh.txt`.",
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
  const done = `It prints a line that begins with 200 and ends with ${device.tenant}, and exits with 0. The code of that line counts: a device may answer 200 to the whole and still refuse the tenant.`;
  return steps(
    `Check that the device has AS3 ${device.as3Version} or later:\n${block("sh", [post(service, "info")])}`,
    `Keep what the device has of this environment: it is the way back.${isByTerraform ? " Do this before any `terraform apply`: afterwards the device has what the apply has just brought there." : ""} On the first day the device has nothing, and the file is empty:\n${block("sh", [`${post(service, "show")} >${before(service)}`])}`,
    `Let the device check the declaration, which changes nothing:\n${block("sh", [post(service, "dry-run")])}\n${done}`,
    isByTerraform
      ? `Bring the declaration there with Terraform, which takes the account from its environment. The first command waits for the line as shown. Do not save a plan: it would contain the password in clear text.\n${block(
          "sh",
          [
            `stty -echo; read -r TF_VAR_bigip_accounts; stty echo   # {${accounts(service)}}`,
            "export TF_VAR_bigip_accounts",
            "terraform init",
            "terraform apply",
          ],
        )}\nTerraform may report success although the device refused the tenant, so do the next step.`
      : `Bring the declaration there:\n${block("sh", [post(service, "deploy")])}\n${done}`,
    `Check that nothing is left to do:\n${block("sh", [post(service, "dry-run")])}\nIt says \`no change\`.`,
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
    `If the file that you kept is empty, run \`${post(service, "remove")}\`. Otherwise post that file, the dry run first:\n${block("sh", [post(service, "dry-run", before(service)), post(service, "deploy", before(service))])}`,
  ];
}

function transports(service: Service): string {
  const { pair } = service;
  const [transport] = transportsOf(pair);
  return paragraphs(
    "Intervals, timeouts and codes change in place. A transport that is taken away takes its virtual server, pool and monitor with it. A device may refuse that in one step, because a pool still uses the monitor. Then do it in two steps:",
    steps(
      `Take the monitor off the pool, e.g. \`tmsh modify ltm pool ${folderOf(service)}/${ITEM.pool(transport!)} monitor none\`. Without a monitor the device takes both members for available, so do this only for a transport that no caller uses any more.`,
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
    `Keep a copy of the output before the change. In the copy, run this to keep what the device has as well: \`${post(service, "show")} >before.json\`.`,
  takenOff: (service) =>
    `Take the pair off ${service.device.name}. If other pairs stay there, deploy the device's new declaration, which no longer has ${service.pair.name}. If it is the last pair, run \`${post(service, "remove")}\` from the copy of the output before the change.`,
  transports,
  ofSecond: "AS3 is installed on both (documented).",
};
