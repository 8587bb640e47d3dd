import type { BigIp } from "../model/big-ip";

/** The variable with the accounts of all devices, by device: `TF_VAR_bigip_accounts` in the environment of Terraform's process. */
export const BIG_IP_ACCOUNTS = {
  bigip_accounts: {
    description: "The account that Terraform uses on each BIG-IP, by the device's name.",
    sensitive: true,
    type: "map(object({ user = string, password = string }))",
  },
};

/** An expression for a part of a device's account. */
export function bigIpAccount({ name }: BigIp, key: "user" | "password"): string {
  return `\${var.bigip_accounts["${name}"].${key}}`;
}
