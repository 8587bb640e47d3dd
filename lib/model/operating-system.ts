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

/** The program that reads commands and scripts on a host. */
interface Shell {
  /** Its language, as code blocks of Markdown name it. */
  readonly language: "sh" | "bat";
  /** The word that begins a comment. */
  readonly comment: "#" | "rem";
  /** The ending of a script's name. */
  readonly ending: "" | ".cmd";
  /** The character between the parts of a path. */
  readonly separator: "/" | "\\";
}

/** The rules for names on an operating system, and the defaults of a host there. */
export interface OperatingSystemNames {
  /** The name as it is written in a sentence. */
  readonly title: string;
  readonly shell: Shell;
  readonly interfaceName: Alphabet;
  readonly folder: Alphabet;
  readonly account: Alphabet;
  /** Where the control scripts are installed. */
  readonly installDirectory: string;
  /** Where the installer records what it has installed. The folder is separate, so that a new install folder finds what is in the old one. */
  readonly stateDirectory: string;
  /** The account with all rights, which the Local Control Agent runs as. */
  readonly administrator: string;
  /** Whether its OpenSSH makes a host key of type ECDSA in addition to the others; Solaris and AIX may have a version without such keys. */
  readonly hasEcdsaHostKey: boolean;
  /** The group of files that only that account may use. */
  readonly administratorGroup: string;
  /** Whether accounts get that account's rights by sudo. `installed`: as a rule, and the installer writes the rules; `optional`: if somebody has set it
   * up; `none`: never, an account has the rights or not. */
  readonly sudo: "installed" | "optional" | "none";
  /** The installer's file name; the command that runs it in its folder, or as another file; and who runs it by hand. */
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
