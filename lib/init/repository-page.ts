import { ENVIRONMENT_FILE } from "./first-environment";

/** The README of a new repository: what it has, what to do first, what a pipeline runs. */
export const REPOSITORY_PAGE = `# High availability of SIP Servers

Made by \`sip-ha init\`. \`${ENVIRONMENT_FILE}\` describes the environment. Everything that deploys the environment and makes it fail over is written from this file.

| command | does |
| --- | --- |
| \`npm install\` | installs what the commands below need; commit \`package-lock.json\`, which \`npm ci\` requires |
| \`npm run check\` | makes every check, writes nothing |
| \`npm test\` | runs the tests of the environment, \`staging.test.ts\` |
| \`npm run synth\` | writes the output to \`cdktf.out/stacks/staging\`; read \`runbook.md\` there first |
| \`npx sip-ha simulate ${ENVIRONMENT_FILE}\` | shows what each failure does to each pair |
| \`npx sip-ha --help\` | lists the other commands; their pages are in \`node_modules/sip-server-ha/docs\` |

First put your hosts, networks and names into \`${ENVIRONMENT_FILE}\`. Then put into the tests what callers, carriers and the change request were told. For a further environment, add a
file beside \`${ENVIRONMENT_FILE}\`, and name it in \`main.ts\` and in \`package.json\`.

## In a pipeline

Run one job for every change, in an image with Node 20 or later. A command that fails ends the job: exit code 1 means a finding, 2 a mistake in the input.

\`\`\`sh
npm ci
npm run check
npm run types
npm test
npm run synth
\`\`\`

Keep \`cdktf.out\` as the job's artifact, and apply it: \`terraform -chdir=cdktf.out/stacks/staging init\`, then \`plan\` and \`apply\`. Before a team does so, declare where Terraform keeps
its state (\`terraform.backend\` in the environment), because a pipeline's folder does not outlive the job.
`;
