import { expect, test } from "vitest";
import { describeInstaller, SUDO, TREE } from "../installer-bed";
import { UPLOAD, upload, WATCHDOG } from "../uploaded-installer";

describeInstaller((bed) => {
  const { deploy } = bed;

  test.each([{}, { ...SUDO, takeover: WATCHDOG }])("passes shellcheck: %j", async (overrides) => {
    upload(bed.host, overrides);
    expect((await bed.host.run(["shellcheck", "-s", "sh", `${UPLOAD}/deploy`])).stdout).toBe("");
    for (const shell of ["dash", "bash --posix", "mksh", "busybox ash"])
      await bed.host.shell(`${shell} -n ${UPLOAD}/deploy`);
  });

  test.each([
    [[]],
    [["install"]],
    [["remove"]],
    [["preflight", "x"]],
    [["install", "a b"]],
    [["install", "../x"]],
    [["nonsense", "1"]],
  ])("wrong use %j fails with 2", async (words) => {
    expect((await deploy(...words)).code).toBe(2);
    expect(await bed.host.shell(TREE)).toBe(bed.empty);
  });
});
