import { expect, test } from "vitest";
import { as3Declaration } from "../../../lib/options/big-ip/as3-declaration";
import { tmshCommands } from "../../../lib/options/big-ip/tmsh";
import { bigIpTopology, SECOND_PAIR } from "./big-ip-sample";

test("the commands create exactly the items of the declaration", () => {
  const { topology, device } = bigIpTopology(SECOND_PAIR);
  const commands = tmshCommands(topology, device);
  const made = [
    ...commands.matchAll(/^create ltm (?:[\w-]+(?: (?:sip|udp|tcp|fastl4|internal))?) \/dmz\/(\w+)\/(\S+)/gm),
  ];
  const declared = Object.entries(as3Declaration(topology, device).declaration.dmz as object)
    .filter(([key]) => key !== "class")
    .flatMap(([pair, application]) =>
      Object.entries(application as object)
        .filter(([, item]) => typeof item === "object" && item.class !== "Service_Address")
        .map(([item]) => `${pair}/${item}`),
    );
  expect(made.map(([, pair, item]) => `${pair}/${item}`).sort()).toEqual(declared.sort());
  for (const address of ["192.0.2.10", "192.0.2.11"])
    expect(commands).toMatch(
      new RegExp(`^create ltm virtual-address /dmz/vip_${address.replaceAll(".", "_")} address ${address}$`, "m"),
    );
  // Every opening brace is closed in its line, because each command is one line.
  for (const line of commands.split("\n"))
    expect([line, line.split("{").length]).toEqual([line, line.split("}").length]);
});

test("with commands typed by hand, no forwarding virtual server makes the device answer for the host, and the translation belongs to the tenant, as with AS3", () => {
  const { topology, device } = bigIpTopology();
  const commands = tmshCommands(topology, device).split("\n");
  for (const address of ["10.214.0.11", "10.214.0.12"]) {
    const made = commands.indexOf(
      `create ltm virtual-address /dmz/${address} address ${address} mask 255.255.255.255 arp disabled icmp-echo disabled`,
    );
    const used = commands.findIndex((command) =>
      command.includes(` destination /dmz/${address}:0 mask 255.255.255.255 `),
    );
    expect([made, used]).toEqual([used - 1, expect.any(Number)]);
    expect(made).toBeGreaterThan(0);
  }
  const translation = commands.indexOf("create ltm snat-translation /dmz/192.0.2.10 address 192.0.2.10");
  expect(commands[translation + 1]).toBe(
    "create ltm snatpool /dmz/inbound/snat_vip members replace-all-with { /dmz/192.0.2.10 }",
  );
});
