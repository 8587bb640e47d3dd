import type { Rule } from "../../../checks/rule";
import { bigIpAddressFamily } from "./big-ip-address-family";
import { bigIpBypass } from "./big-ip-bypass";
import { bigIpDeclarationRule } from "./big-ip-declaration";
import { bigIpDiffers } from "./big-ip-differs";
import { bigIpEnvironments } from "./big-ip-environments";
import { bigIpGateway } from "./big-ip-gateway";
import { bigIpHostShared } from "./big-ip-host-shared";
import { bigIpMember } from "./big-ip-member";
import { bigIpName } from "./big-ip-name";
import { bigIpRedundant } from "./big-ip-redundant";
import { bigIpServerVersion } from "./big-ip-server-version";
import { bigIpTenant } from "./big-ip-tenant";
import { bigIpTerraform } from "./big-ip-terraform";
import { bigIpVersion } from "./big-ip-version";
import { bigIpVlan } from "./big-ip-vlan";
import { declarationVersion } from "./declaration-version";
import { memberPriority } from "./member-priority";
import { monitorMasksSilence } from "./monitor-masks-silence";
import { monitorRetries } from "./monitor-retries";
import { monitorTimeout } from "./monitor-timeout";
import { snatExclusions } from "./snat-exclusions";
import { snatExclusionsUnknown } from "./snat-exclusions-unknown";

/** The rules of pairs behind a BIG-IP, in the order in which their findings are shown. */
export const bigIpRules: readonly Rule[] = [
  bigIpMember,
  bigIpHostShared,
  bigIpAddressFamily,
  bigIpGateway,
  bigIpBypass,
  bigIpVlan,
  bigIpTenant,
  bigIpEnvironments,
  bigIpDiffers,
  bigIpName,
  monitorTimeout,
  monitorRetries,
  memberPriority,
  snatExclusions,
  snatExclusionsUnknown,
  bigIpDeclarationRule,
  bigIpVersion,
  bigIpServerVersion,
  declarationVersion,
  bigIpTerraform,
  bigIpRedundant,
  monitorMasksSilence,
];
