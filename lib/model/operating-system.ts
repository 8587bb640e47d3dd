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

/** What reads commands and scripts on a host. */
interface Shell {
  /** Its language, as code blocks of Markdown name it. */
  readonly language: "sh" | "bat";
  /** The word that begins a comment. */
  readonly comment: "#" | "rem";
  /** What the name of a script ends in. */
  readonly ending: "" | ".cmd";
  /** What stands between the parts of a path. */
  readonly separator: "/" | "\\";
}

/** How names are formed on an operating system, and what a host has there unless it is declared otherwise. */
export interface OperatingSystemNames {
  /** As in a sentence. */
  readonly title: string;
  readonly shell: Shell;
  readonly interfaceName: Alphabet;
  readonly folder: Alphabet;
  readonly account: Alphabet;
  /** Where the control scripts are installed. */
  readonly installDirectory: string;
  /** Where the installer keeps what it has installed; in a place of its own, so that a new install folder finds what is in the old one. */
  readonly stateDirectory: string;
  /** The account that may do everything, which the Local Control Agent runs as. */
  readonly administrator: string;
  /** Whether its OpenSSH makes a host key of the type ECDSA beside the others; Solaris and AIX may have a version without such keys. */
  readonly hasEcdsaHostKey: boolean;
  /** The group of files that are that account's alone. */
  readonly administratorGroup: string;
  /** The installer's file name, the command that runs such a file, who runs it by hand, and whether it lets the Local Control Agent run the scripts by sudo. */
  readonly installer: {
    readonly name: string;
    readonly command: (file: string) => string;
    readonly runBy: string;
    readonly writesSudoRules: boolean;
  };
}

const unix = {
  shell: { language: "sh", comment: "#", ending: "", separator: "/" },
  interfaceName: INTERFACE_NAME,
  folder: FOLDER,
  account: ACCOUNT_NAME,
  installDirectory: "/opt/genesys/sip-ha",
  stateDirectory: "/var/lib/sip-ha",
  administrator: "root",
  administratorGroup: "root",
  hasEcdsaHostKey: false,
  installer: { name: "deploy", command: (file: string) => `ksh ${file}`, runBy: "root", writesSudoRules: false },
} as const;

export const operatingSystemNames: Readonly<Record<OperatingSystem, OperatingSystemNames>> = {
  linux: {
    title: "Linux",
    ...unix,
    hasEcdsaHostKey: true,
    installer: { ...unix.installer, command: (file) => `sh ${file}`, writesSudoRules: true },
  },
  windows: {
    title: "Windows",
    shell: { language: "bat", comment: "rem", ending: ".cmd", separator: "\\" },
    interfaceName: WINDOWS_INTERFACE,
    folder: WINDOWS_FOLDER,
    account: WINDOWS_ACCOUNT,
    installDirectory: "C:\\Genesys\\sip-ha",
    stateDirectory: "C:\\ProgramData\\sip-ha",
    administrator: "LocalSystem",
    administratorGroup: "administrators",
    hasEcdsaHostKey: true,
    installer: { name: "deploy.cmd", command: (file) => file, runBy: "an administrator", writesSudoRules: false },
  },
  solaris: { title: "Solaris", ...unix },
  aix: { title: "AIX", ...unix, administratorGroup: "system" },
};

/** The operating systems of hosts. */
export const OPERATING_SYSTEMS = Object.keys(operatingSystemNames) as readonly OperatingSystem[];
