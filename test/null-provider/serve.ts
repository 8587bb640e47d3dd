// The process of a provider: `serve.ts <socket> <null or bigip>` prints "ready" when it listens, and ends when its standard input ends.
import { join } from "node:path";
import { loadPackageDefinition, Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import { as3Answers } from "./as3-resource";
import { answers } from "./null-resource";

const MESSAGE_BYTES = 64 * 1024 * 1024;

const server = new Server({
  "grpc.max_receive_message_length": MESSAGE_BYTES,
  "grpc.max_send_message_length": MESSAGE_BYTES,
});
server.addService(providerService(), implementation());
server.bindAsync(`unix:${process.argv[2]}`, ServerCredentials.createInsecure(), (error) => {
  if (error !== null) throw error;
  process.stdout.write("ready\n");
});
process.stdin.on("end", () => process.exit()).resume();

function providerService() {
  const options = { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true };
  const { tfplugin5 } = loadPackageDefinition(loadSync(join(__dirname, "tfplugin5.proto"), options)) as unknown as {
    tfplugin5: { Provider: { service: Parameters<Server["addService"]>[0] } };
  };
  return tfplugin5.Provider.service;
}

/** The answers as gRPC handlers. If an answer throws, Terraform prints the error. */
function implementation(): UntypedServiceImplementation {
  let made = 0;
  const newId = () => String(++made);
  const handlers = Object.entries(process.argv[3] === "bigip" ? as3Answers(newId) : answers(newId)).map(
    ([method, answer]) => [
      method,
      (call: { request: never }, reply: (error: null, response: unknown) => void) => {
        let response: unknown;
        try {
          response = answer(call.request);
        } catch (error) {
          response = {
            diagnostics: [{ severity: "ERROR", summary: `stand-in of a provider: ${method}`, detail: String(error) }],
          };
        }
        reply(null, response);
      },
    ],
  );
  return Object.fromEntries(handlers) as UntypedServiceImplementation;
}
