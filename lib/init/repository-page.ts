import { ENVIRONMENT_FILE } from "./first-environment";

/** The page that a new repository begins with: what there is, what to do first, what a pipeline runs. */
export const REPOSITORY_PAGE = `# High availability of SIP Servers

Made by \`sip-ha init\`. What there is stands in \`${ENVIRONMENT_FILE}\`; everything that deploys it and makes it fail over is written from that.

| command | does |
| --- | --- |
| \`npm install\` | installs what the commands below need; commit \`package-lock.json\`, which \`npm ci\` asks for |
| \`npm run check\` | makes every check, writes nothing |
| \`npm test\` | runs the tests of the environment, \`staging.test.ts\` |
| \`npm run synth\` | writes it to \`cdktf.out/stacks/staging\`; read \`runbook.md\` there first |
| \`npx sip-ha simulate ${ENVIRONMENT_FILE}\` | tells what each failure does to each pair |
| \`npx sip-ha --help\` | has the others; their pages are in \`node_modules/sip-server-ha/docs\` |

To do first: put your hosts, networks and names into \`${ENVIRONMENT_FILE}\`, and into the tests what callers, carriers and the change request were told. A further environment is a
file beside it; name it in \`main.ts\` and in \`package.json\`.

## In a pipeline

A job for every change, in the image of Node 20 or later. A command that fails ends it: exit code 1 is a finding, 2 a mistake of input.

\`\`\`sh
npm ci
npm run check
npm run types
npm test
npm run synth
\`\`\`

Keep \`cdktf.out\` as what the job has made, and apply that: \`terraform -chdir=cdktf.out/stacks/staging init\`, then \`plan\` and \`apply\`. Before a team does so, declare where Terraform keeps
its state (\`terraform.backend\` in the environment), as a pipeline's folder is gone after the job.
`;
