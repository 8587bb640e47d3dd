import type { OverriddenPart } from "../../model/topology";
import { terraformAddress } from "../../scripts/terraform-text";
import type { EnvironmentRule } from "../rule";

const MANY = (address: string) =>
  `an override sets how many of ${address} there are, so Terraform may install nothing on the host`;
const KEPT = (address: string) =>
  `an override keeps ${address} from being created again, so changes are not installed on the host`;

/** The effect of each override on the host. */
const BECOMES: Readonly<Record<OverriddenPart, (address: string) => string>> = {
  resource: (address) =>
    `an override removes ${address}, so Terraform installs nothing on the host, and leaves there what it has installed`,
  count: MANY,
  for_each: MANY,
  provisioner: (address) => `an override removes from ${address} what installs on the host and what uninstalls there`,
  "triggers.content": KEPT,
  "lifecycle.ignore_changes": KEPT,
};

/** For programs: what overrides leave of the hosts' resources still installs. */
export const hostOverridden: EnvironmentRule = {
  code: "host-overridden",
  level: "error",
  // A program may have its own way to reach a host.
  acknowledgeable: true,
  title: "No override removes from a host's resource what installs on the host",
  why: "The apply succeeds without it, but a host of the pair has nothing, or what it had before: a pair fails over only if both hosts have their scripts (documented: the operations on both servers must succeed).",
  *evaluate({ overridden }) {
    for (const [host, parts] of overridden ?? [])
      for (const part of parts) {
        const address = terraformAddress(host);
        yield {
          path: ["hosts", host],
          message: BECOMES[part](address),
          found: `resource.${address}${part === "resource" ? "" : `.${part}`} in an override`,
          allowed: "overrides that add to the resource, or change something else of it",
          fix: "remove the override; if Terraform is to leave the host alone, declare it without a connection; if the program has another way to the host, acknowledge this",
        };
      }
  },
};
