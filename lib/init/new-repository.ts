import { packageManifest } from "../text/package-manifest";
import { ENVIRONMENT_FILE, FIRST_ENVIRONMENT } from "./first-environment";
import { FIRST_PROGRAM, FIRST_TEST } from "./first-program";
import { REPOSITORY_PAGE } from "./repository-page";

/** A file of a new repository. */
export interface RepositoryFile {
  /** The path in the repository. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** The file in which a repository keeps the package that it was given, so that a pipeline finds it. */
const OWN_PACKAGE = "sip-server-ha.tgz";

/**
 * The files of a repository that has an environment, the program that synthesizes it, and its first tests. The repository uses this version of
 * the package, which npm has to find in its registry, or the given file, which is then part of the repository.
 */
export function newRepository(packed?: Uint8Array): RepositoryFile[] {
  const files: RepositoryFile[] = [
    { path: ".gitignore", content: IGNORED },
    { path: "README.md", content: REPOSITORY_PAGE },
    { path: "cdktf.json", content: json({ language: "typescript", app: "npx tsx main.ts", output: "cdktf.out" }) },
    { path: "main.ts", content: FIRST_PROGRAM },
    { path: "package.json", content: json(manifest(packed && `file:${OWN_PACKAGE}`)) },
    { path: ENVIRONMENT_FILE, content: FIRST_ENVIRONMENT },
    { path: "staging.test.ts", content: FIRST_TEST },
    { path: "tsconfig.json", content: json(COMPILER) },
  ];
  return packed === undefined ? files : [...files, { path: OWN_PACKAGE, content: packed }];
}

function manifest(own: string | undefined): object {
  const { version, engines, peerDependencies: peers, devDependencies: used } = packageManifest();
  const { cdktf, constructs, "@cdktf/provider-null": nullProvider } = peers;
  const { "@types/node": node, tsx, typescript, vitest } = used;
  return {
    private: true,
    description: "Genesys SIP Server high availability as code",
    engines,
    scripts: {
      check: `sip-ha check ${ENVIRONMENT_FILE}`,
      synth: "tsx main.ts",
      test: "vitest run",
      types: "tsc",
    },
    dependencies: { "@cdktf/provider-null": nullProvider, cdktf, constructs, "sip-server-ha": own ?? version },
    devDependencies: { "@types/node": node, tsx, typescript, vitest },
  };
}

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

/** The type declarations of packages are not checked: they are the packages' own affair. */
const COMPILER = {
  compilerOptions: {
    target: "ES2023",
    module: "NodeNext",
    types: ["node"],
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  },
  include: ["*.ts"],
};

/** Synth can write its output again from the sources, and Terraform's state may have secrets in it. */
const IGNORED = `node_modules/
cdktf.out/
.terraform/
*.tfstate
*.tfstate.*
`;
