import { show, showPath } from "../text/wording";
import type { Problem } from "./problem";

/** What prevents the comparison of two outputs, or of two revisions. */
export const comparisonErrors = {
  outputMissing: (folder: string, fix: string): Problem => ({
    code: "output-missing",
    message: `${showPath(folder)} is not an output of synth`,
    found: "neither a folder stacks, nor topology.yaml and artifacts.yaml",
    allowed: "the output folder of sip-ha synth, or the folder of one environment in its stacks",
    fix,
  }),
  outputIncomplete: (file: string): Problem => ({
    code: "output-incomplete",
    message: `the output has no ${file}`,
    fix: "synthesize it again",
  }),
  outputTwice: (environment: string, first: string): Problem => ({
    code: "output-twice",
    message: `environment ${show(environment)} is in the output for the second time; the first is in ${showPath(first)}`,
    fix: "move the one that is not meant, perhaps a copy, out of the output's folder stacks",
  }),
  outputEdited: (): Problem => ({
    code: "output-edited",
    message: "the file was changed after it was synthesized: its hash is not the one in artifacts.yaml",
    fix: "synthesize it again; if git has changed its line ends, see core.autocrlf",
  }),
  modelEdited: (): Problem => ({
    code: "output-edited",
    message: "the model was changed after it was synthesized: its hash is not in the artifacts.yaml beside it",
    fix: "synthesize it again; to try something out, change a copy in a folder that has no artifacts.yaml",
  }),
  notAnArtifact: (): Problem => ({
    code: "invalid-value",
    message: "not an entry that synth has written",
    allowed: "path, sha256, purpose, construct and evidence, each text",
    fix: "synthesize it again",
  }),
  gitFailed: (doing: string, said: string): Problem => ({
    code: "git-failed",
    message: `git cannot ${doing}: ${said}`,
    fix: /dubious ownership/.test(said)
      ? "the repository belongs to another account: run git as that account, or say that you trust the repository: git config --global --add safe.directory <its folder>"
      : "run it inside the git repository that has the file, and name a branch, a tag or a commit that is there; if a pipeline has fetched only one commit, fetch the named one first: git fetch origin <branch>:refs/remotes/origin/<branch>",
  }),
  gitMissing: (): Problem => ({
    code: "git-failed",
    message: "the program git is missing, which reads the files as they are at a revision",
    fix: "install git, or compare two output folders",
  }),
  fileNotAtRevision: (file: string, revision: string): Problem => ({
    code: "file-not-at-revision",
    message: `there is no file ${showPath(file)} at revision ${show(revision)}`,
    fix: "check the name, from the working folder, and the revision: git log -- <file> lists those that have it",
  }),
  fileAtNeitherRevision: (file: string): Problem => ({
    code: "file-not-at-revision",
    message: `there is no file ${showPath(file)} on either side`,
    fix: "check the name, from the working folder, and the revisions: git log -- <file> lists those that have it",
  }),
  diffArguments: (count: number): Problem => ({
    code: "diff-arguments",
    message: "two output folders are compared",
    found: `${count}`,
    allowed: "<old out> <new out>; or --from <git revision> with environment files",
    fix: "name the earlier output first, then the later one",
  }),
  versionsDiffer: (environment: string, was: string | undefined, is: string | undefined): Problem => ({
    code: "versions-differ",
    message: `environment ${environment} was written by different versions of sip-server-ha, so files may differ only because of the version`,
    found: `${was ?? "one that does not say which"}, then ${is ?? "one that does not say which"}`,
    allowed: "one version",
    fix: "to see only the changes of the environment, synthesize the earlier revision with this version and compare that",
  }),
  otherOutputFormat: (found: unknown, version: string | undefined, known: number): Problem => ({
    code: "other-output-format",
    message: "the output has a format that this version of sip-server-ha does not know",
    found: `${found === undefined ? "no format" : `format ${show(found)}`}, written by ${version === undefined ? "a version that does not say which" : `version ${version}`}`,
    allowed: `format ${known}`,
    fix: "use the version that wrote it, or synthesize its revision again with this one",
  }),
  otherVersion: (was: string | undefined, is: string): Problem => ({
    code: "other-version",
    message: "another version of sip-server-ha wrote this output, which may be the only problem",
    found: was ?? "one that does not say which",
    allowed: is,
    fix: "compare it with the version that wrote it, or synthesize its revision again with this one",
  }),
} as const;
