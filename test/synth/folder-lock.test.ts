import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { whileLocked } from "../../lib/synth/folder-lock";
import { temporaryFolder } from "../temporary-folder";

let lock: string;

beforeEach(() => {
  lock = join(temporaryFolder(), "lock");
});

/** A number that no process has. */
const DEAD = spawnSync(process.execPath, ["-e", ""]).pid;

test("a lock has the number of this process while work is done, and is removed afterwards, however the work ends", () => {
  expect(whileLocked(lock, () => readFileSync(lock, "utf8"))).toBe(String(process.pid));
  expect(existsSync(lock)).toBe(false);
  const fail = () => {
    throw new Error("full");
  };
  expect(() => whileLocked(lock, fail)).toThrow("full");
  expect(existsSync(lock)).toBe(false);
});

describe("a lock that was left behind is removed:", () => {
  test.each([
    ["of a process that has ended", String(DEAD)],
    ["of an earlier process with the number of this one", String(process.pid)],
  ])("%s", (_, owner) => {
    writeFileSync(lock, owner);
    expect(whileLocked(lock, () => readFileSync(lock, "utf8"))).toBe(String(process.pid));
  });

  test("an old one that names no process", () => {
    writeFileSync(lock, "");
    utimesSync(lock, new Date(0), new Date(0));
    expect(whileLocked(lock, () => "done")).toBe("done");
  });
});

describe("a lock that is waited for until it is removed:", () => {
  test.each([
    ["of a process that runs", String(process.ppid)],
    ["a new one that names no process yet", ""],
  ])("%s", (_, owner) => {
    const gone = `${lock}.gone`;
    writeFileSync(lock, owner);
    const remover = `setTimeout(() => { fs.writeFileSync(${JSON.stringify(gone)}, ""); fs.rmSync(${JSON.stringify(lock)}); }, 200)`;
    spawn(process.execPath, ["-e", remover]);
    expect(whileLocked(lock, () => [existsSync(gone), readFileSync(lock, "utf8")])).toEqual([
      true,
      String(process.pid),
    ]);
  });
});

test("a lock of a running process is an error after ten seconds, says what to do, and stays", () => {
  writeFileSync(lock, String(process.ppid));
  const now = vi.spyOn(Date, "now").mockReturnValueOnce(0).mockReturnValueOnce(10_000).mockReturnValue(10_001);
  try {
    expect(() => whileLocked(lock, () => "done")).toThrow(
      `another run has locked it; if there is none, remove ${lock}`,
    );
    expect(now).toHaveBeenCalledTimes(3);
  } finally {
    now.mockRestore();
  }
  expect(readFileSync(lock, "utf8")).toBe(String(process.ppid));
});

test("a lock that cannot be made is an error at once", () => {
  expect(() => whileLocked(join(lock, "none", "lock"), () => "done")).toThrow("ENOENT");
  mkdirSync(lock);
  expect(() => whileLocked(lock, () => "done")).toThrow("EISDIR");
});
