import { expect, test } from "vitest";
import { serversOf } from "../../lib/model/pair";
import { optionOf, options } from "../../lib/options";
import { sampleDeclaration } from "../sample-declaration";
import { topologyOf } from "../topology-of";
import { bigIpDeclaration } from "./big-ip/big-ip-sample";
import { singleHostDeclaration } from "./single-host/single-host-sample";
import { sipProxyDeclaration } from "./sip-proxy/sip-proxy-sample";
import { nlbDeclaration } from "./windows-nlb/nlb-sample";

const DECLARATIONS = {
  ipAddressTakeover: sampleDeclaration(),
  windowsNlb: nlbDeclaration(),
  bigIp: bigIpDeclaration(),
  sipProxy: sipProxyDeclaration(),
  singleHost: singleHostDeclaration(),
};

test("there is a sample of every option", () => {
  expect(Object.keys(DECLARATIONS)).toEqual(options.map(({ name }) => name));
});

test.each(Object.entries(DECLARATIONS))("%s says of itself whether its hosts get scripts", (name, declaration) => {
  const topology = topologyOf(declaration);
  const pair = topology.pairs.get("inbound")!;
  const option = optionOf(pair);
  const scripts = serversOf(pair).flatMap(({ host }) => option.hostWork(topology, pair, host).controlScripts);
  expect(option.name).toBe(name);
  expect(scripts.length > 0).toBe(option.runsScripts);
  expect(option.artifacts(topology, pair).some(({ target }) => target !== undefined)).toBe(option.runsScripts);
});
