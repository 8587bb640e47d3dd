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
  /** Whether accounts get that account's rights by sudo: as a rule, and the installer writes its rules; where somebody has set it up; never, as an account has them or has not. */
  readonly sudo: "installed" | "optional" | "none";
  /** The installer's file name, the command that runs it in its folder, or as another file, and who runs it by hand. */
  readonly installer: { readonly name: string; readonly command: (file?: string) => string; readonly runBy: string };
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
  sudo: "optional",
  installer: { name: "deploy", command: (file = "deploy") => `ksh ${file}`, runBy: "root" },
} as const;

export const operatingSystemNames: Readonly<Record<OperatingSystem, OperatingSystemNames>> = {
  linux: {
    title: "Linux",
    ...unix,
    hasEcdsaHostKey: true,
    sudo: "installed",
    installer: { ...unix.installer, command: (file = "deploy") => `sh ${file}` },
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
    sudo: "none",
    installer: { name: "deploy.cmd", command: (file = "deploy.cmd") => file, runBy: "an administrator" },
  },
  solaris: { title: "Solaris", ...unix },
  aix: { title: "AIX", ...unix, administratorGroup: "system" },
};

/** The operating systems of hosts. */
export const OPERATING_SYSTEMS = Object.keys(operatingSystemNames) as readonly OperatingSystem[];
