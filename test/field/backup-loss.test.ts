import { describeScenarios } from "./scenarios";

describeScenarios("the loss of the backup", {
  "its process dies, and nobody notices": (operation) => ({
    name: "backup process dies",
    callSeconds: 1,
    steps: [{ inject: "process-crash", on: "backup" }],
    loses: "standby",
    strike: (_, { host }) => operation.killSipServer(host),
  }),

  "its SIP interface loses the cable, and nobody notices": (operation) => ({
    name: "backup's SIP interface lost",
    callSeconds: 1,
    steps: [{ inject: "sip-interface-loss", on: "backup" }],
    loses: "standby",
    strike: (_, { host }) => operation.cable(host, "sip", false),
    repair: (_, { host }) => operation.cable(host, "sip", true),
  }),

  "its management interface loses the cable, and nobody notices": (operation) => ({
    name: "backup's management interface lost",
    callSeconds: 1,
    steps: [{ inject: "management-interface-loss", on: "backup" }],
    loses: "standby",
    strike: (_, { host }) => operation.cable(host, "management", false),
    repair: (_, { host }) => operation.cable(host, "management", true),
  }),
});
