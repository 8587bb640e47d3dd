import { describe, expect, test } from "vitest";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { surveyOfDevice } from "./big-ip-survey-of-model";
import { deviceOf, handMadeDevice, importBehind, said } from "./hand-made-big-ip";

describe("of a device", () => {
  test("whose self IPs are in no network of the hosts or of the virtual IP, the side is not known", () => {
    const site = importBehind((device) => {
      for (const one of device.state["net/self"]) one.address = String(one.address).replace(/^\d+/, "172");
    });
    expect(said(site, "big-ip-side-unknown")).toEqual([
      "unknown BIG-IP ltm-1: none of its self IPs is in a network with 10.20.0.11, so its inside is not known: 172.20.0.1/24, 172.51.100.2/24 @1",
      "unknown BIG-IP ltm-1: none of its self IPs is in a network with 198.51.100.10, so its outside is not known: 172.20.0.1/24, 172.51.100.2/24 @1",
    ]);
    expect(resolve(site.declaration as Declaration).findings.map(({ path }) => path.join("."))).toContain(
      "bigIps.ltm-1.network",
    );
  });

  test("whose virtual IP is in no network of the device, the outside is the VLAN of the virtual server", () => {
    const site = importBehind((device) => {
      for (const one of device.state["ltm/virtual"])
        Object.assign(one, { vlansDisabled: undefined, vlansEnabled: true, vlans: ["/Common/external"] });
      device.state["net/self"][1]!.address = "203.0.113.2/24";
    });
    expect(deviceOf(site).network).toMatchObject({ outside: "external", outsideSelfIp: "203.0.113.2" });
  });

  test("with an older AS3 than the file assumes by default, the version is written", () => {
    const site = importBehind((_, { surveys }, devices) => {
      devices.pop();
      surveys["_big-ip-ltm-1"] = surveyWithAs3("3.40.0");
    });
    expect(deviceOf(site)).toMatchObject({ as3Version: "3.40.0" });
    expect(site.told("as3-missing")).toEqual([]);
  });

  const surveyWithAs3 = (version: string) => {
    const declaration = {
      class: "ADC",
      schemaVersion: "3.30.0",
      elsewhere: { class: "Tenant", app: { class: "Application" } },
    };
    return surveyOfDevice({ ...handMadeDevice(), declaration }).replaceAll("3.56.0", version);
  };
});
