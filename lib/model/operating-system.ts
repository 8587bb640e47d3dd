import {
  ACCOUNT_NAME,
  type Alphabet,
  FOLDER,
  INTERFACE_NAME,
  WINDOWS_ACCOUNT,
  WINDOWS_FOLDER,
  WINDOWS_INTERFACE,
} from "./name";

/** The operating system of a host. */
export type OperatingSystem = "linux" | "windows" | "solaris" | "aix";

/** How names are formed on an operating system, and what a host has there unless it is declared otherwise. */
export interface OperatingSystemNames {
  /** As in a sentence. */
  readonly title: string;
  readonly interfaceName: Alphabet;
  readonly folder: Alphabet;
  readonly account: Alphabet;
  /** Where the control scripts are installed. */
  readonly installDirectory: string;
  /** The account that may do everything, which the Local Control Agent runs as. */
  readonly administrator: string;
  /** Whether its OpenSSH makes a host key of the type ECDSA beside the others; Solaris and AIX may have a version without such keys. */
  readonly hasEcdsaHostKey: boolean;
  /** The group of files that are that account's alone. */
  readonly administratorGroup: string;
  /** The installer's file name, the command that runs it in its folder, and whether it lets the Local Control Agent run the scripts by sudo. */
  readonly installer: { readonly name: string; readonly command: string; readonly writesSudoRules: boolean };
}

const unix = {
  interfaceName: INTERFACE_NAME,
  folder: FOLDER,
  account: ACCOUNT_NAME,
  installDirectory: "/opt/genesys/sip-ha",
  administrator: "root",
  administratorGroup: "root",
  hasEcdsaHostKey: false,
  installer: { name: "deploy", command: "ksh deploy", writesSudoRules: false },
} as const;

export const operatingSystemNames: Readonly<Record<OperatingSystem, OperatingSystemNames>> = {
  linux: {
    title: "Linux",
    ...unix,
    hasEcdsaHostKey: true,
    installer: { name: "deploy", command: "sh deploy", writesSudoRules: true },
  },
  windows: {
    title: "Windows",
    interfaceName: WINDOWS_INTERFACE,
    folder: WINDOWS_FOLDER,
    account: WINDOWS_ACCOUNT,
    installDirectory: "C:\\Genesys\\sip-ha",
    administrator: "LocalSystem",
    administratorGroup: "administrators",
    hasEcdsaHostKey: true,
    installer: { name: "deploy.cmd", command: "deploy.cmd", writesSudoRules: false },
  },
  solaris: { title: "Solaris", ...unix },
  aix: { title: "AIX", ...unix, administratorGroup: "system" },
};

/** The operating systems of hosts. */
export const OPERATING_SYSTEMS = Object.keys(operatingSystemNames) as readonly OperatingSystem[];
