import { setTimeout as sleep } from "node:timers/promises";
import { SCRIPT } from "./operation";
import { describeScenarios } from "./scenarios";

/** Until somebody runs the scripts by hand, in milliseconds. */
const OPERATOR = 1_000;

describeScenarios("a takeover whose scripts are not started, or fail", {
  "without Message Server the virtual IP does not move until somebody runs the scripts by hand": (operation) => {
    const { layer } = operation;
    return {
      name: "Message Server down, primary process dies",
      callSeconds: 1,
      steps: [
        { inject: "message-server-loss" },
        { inject: "process-crash", on: "primary" },
        { after: "1s", inject: "script-run", on: "primary down" },
        { inject: "script-run", on: "backup up" },
      ],
      strike: async (active, standby) => {
        layer.setMessageServer(false);
        await operation.killSipServer(active.host);
        await sleep(OPERATOR);
        await Promise.all([
          operation.machine(active.host).shell(`${SCRIPT} down`),
          operation.machine(standby.host).shell(`${SCRIPT} up`),
        ]);
      },
      repair: () => layer.setMessageServer(true),
    };
  },

  "if the backup's script fails, nobody has the virtual IP until somebody repairs and runs the script": (
    operation,
  ) => ({
    name: "switchover, the backup's script fails",
    callSeconds: 1,
    steps: [
      { inject: "script-fails", on: "backup up" },
      { inject: "switchover" },
      { after: "1s", heal: "script-fails", on: "backup up" },
      { inject: "script-run", on: "backup up" },
    ],
    strike: async (active, standby) => {
      const machine = operation.machine(standby.host);
      const script = machine.read(SCRIPT);
      // It fails as if a tool that it needs were broken, with the matching exit code; its other actions go on.
      machine.write(`${SCRIPT}.real`, script);
      machine.write(SCRIPT, `#!/bin/sh\n[ "$1" = up ] && exit 9\nexec ${SCRIPT}.real "$@"\n`);
      operation.layer.switchOver(active.application);
      await sleep(OPERATOR);
      machine.write(SCRIPT, script);
      await machine.shell(`${SCRIPT} up`);
    },
  }),
});
