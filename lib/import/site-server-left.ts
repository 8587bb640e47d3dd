import { show } from "../text/wording";
import { type ImportNote, objectText } from "./import-note";
import type { SeenPair, SeenServer } from "./seen-pair";
import { entriesAt, textAt } from "./site-export";

/** What a server has for which its pair's declaration has no key. An import of objects.json replaces the lists of ports and connections. */
export function leftOfServer(server: SeenServer, pair: SeenPair, messageServer: string | undefined): ImportNote[] {
  // Configuration Server copies the primary's connections to the backup, and objects.json only has those of the primary.
  const isPrimary = server.application === pair.primary.application;
  return [
    ...otherName(server),
    ...furtherPorts(server),
    ...(isPrimary ? furtherConnections(server, messageServer) : []),
  ];
}

function otherName(server: SeenServer): ImportNote[] {
  const { name, declaredName } = server;
  if (name === declaredName) return [];
  return [
    left(
      server,
      "name-not-allowed",
      ["name"],
      `it is called ${declaredName} in the file, because its own name is not allowed there, or is taken`,
      show(name),
      `rename the application to ${declaredName}; before that do not import objects.json, which would make a second one beside it`,
    ),
  ];
}

function furtherPorts(server: SeenServer): ImportNote[] {
  const { application } = server;
  return entriesAt(application, "portInfos").flatMap((path) => {
    const id = textAt(application, ...path, "id")?.value ?? "";
    if (["default", "ha-sync"].includes(id)) return [];
    return [
      left(
        server,
        "port-left-out",
        path,
        "it has a further listening port, which an import of objects.json removes, because it replaces the list of ports",
        `${show(id)} ${textAt(application, ...path, "port")?.value ?? ""}`,
        "add the port to portInfos in objects.json before each import, or by hand after it",
      ),
    ];
  });
}

function furtherConnections(server: SeenServer, messageServer: string | undefined): ImportNote[] {
  const { application } = server;
  return entriesAt(application, "appServers").flatMap((path) => {
    const connected = textAt(application, ...path, "appServer")?.value ?? "";
    if (connected === messageServer) return [];
    return [
      left(
        server,
        "connection-left-out",
        path,
        "it has a further connection, which an import of objects.json removes, because it replaces the list of connections",
        show(connected),
        "add the connection to appServers in objects.json before each import, or by hand after it",
      ),
    ];
  });
}

function left(
  { name, application }: SeenServer,
  code: string,
  path: (string | number)[],
  message: string,
  found: string,
  fix: string,
): ImportNote {
  return {
    kind: "left",
    code,
    of: objectText("application", name),
    position: application.at(path),
    message,
    found,
    fix,
  };
}
