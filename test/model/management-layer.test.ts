import { expect, test } from "vitest";
import { hostLossDetection } from "../../lib/model/management-layer";

test("the loss of a host is noticed after two ADDP timeouts and the disconnect timer, and without ADDP at an unknown time", () => {
  const detection = { addpRemoteTimeout: "0s", haFlipDetectTimeout: "10s" } as const;
  expect(hostLossDetection({ ...detection, addpTimeout: "9s", disconnectSwitchoverTimeout: "5s" })).toBe(23_000);
  expect(hostLossDetection({ ...detection, addpTimeout: "0s", disconnectSwitchoverTimeout: "5s" })).toBeUndefined();
});
