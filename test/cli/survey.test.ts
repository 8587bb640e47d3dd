import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";
import { join } from "../../lib/text/paths";
import { sipHa } from "../command";
import { HAND_MADE_SITE, handMadeSite } from "../import/hand-made-site";
import { temporaryFolder } from "../temporary-folder";

let folder: string;
let facts: string;

beforeEach(() => {
  folder = temporaryFolder();
  facts = join(folder, "site");
  cpSync(HAND_MADE_SITE, facts, { recursive: true });
});

const writeExport = (text: string) => writeFileSync(join(facts, "configuration-layer.json"), text);

describe("sip-ha survey", () => {
  test("writes a program for each host, and prints the commands that run them", () => {
    const { code, stdout } = sipHa("survey", "--facts", facts);
    expect(code).toBe(0);
    const line = (host: string, address: string) =>
      `ssh '${address}' sudo sh -s <'${join(facts, host)}.survey.sh' >'${join(facts, host)}.survey'\n`;
    expect(stdout).toBe(line("mgmt-1", "10.10.0.5") + line("sip-1", "10.10.0.11") + line("sip-2", "10.10.0.12"));
    expect(readFileSync(join(facts, "sip-1.survey.sh"), "utf8")).toContain(
      "each_script() {\n  \"$1\" '/opt/genesys/ha/vip_down.sh'\n  \"$1\" '/opt/genesys/ha/vip_up.sh'\n}\n",
    );
  });

  test("writes a program for each operating system, prints what runs it there, and lists hosts whose names no file can have", () => {
    const { file } = handMadeSite();
    const rename = (index: number, from: string, to: string) => {
      file.hosts[index]!.name = to;
      for (const one of file.applications) if (one.serverInfo.host === from) one.serverInfo.host = to;
    };
    rename(0, "mgmt-1", "mgmt\n1");
    file.hosts[1]!.osInfo = { type: "aix" };
    file.hosts[2]!.osInfo = { type: "windowsserver2016" };
    writeExport(JSON.stringify(file));
    const { code, stdout } = sipHa("survey", "--facts", facts, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      surveys: [
        {
          host: "sip-1",
          file: join(facts, "sip-1.survey.sh"),
          command: `ssh '10.10.0.11' sudo /usr/bin/ksh -s <'${join(facts, "sip-1")}.survey.sh' >'${join(facts, "sip-1")}.survey'`,
        },
        {
          host: "sip-2",
          file: join(facts, "sip-2.survey.cmd"),
          command: `# on 10.10.0.12, as an administrator: run a copy of '${join(facts, "sip-2")}.survey.cmd' by cmd, redirect its output to a file, and bring that back as '${join(facts, "sip-2")}.survey'`,
        },
      ],
      notSurveyed: [{ host: "mgmt\n1", reason: "its name has characters that a line of text cannot contain" }],
    });
    rename(2, "sip-2", 'sip "2" %PATH%');
    writeExport(JSON.stringify(file));
    expect(JSON.parse(sipHa("survey", "--facts", facts, "--json").stdout)).toMatchObject({
      notSurveyed: [
        { host: "mgmt\n1" },
        { host: 'sip "2" %PATH%', reason: "its name has characters that a program for Windows cannot contain" },
      ],
    });
  });

  test("writes a program for each named BIG-IP, and prints the command that asks for its password", () => {
    const named = ["--big-ip", "ltm-1=10.10.0.100", "--big-ip", "ltm-2=2001:DB8::1"];
    const { code, stdout } = sipHa("survey", "--facts", facts, ...named, "--json");
    expect(code).toBe(0);
    const surveys = JSON.parse(stdout).surveys.slice(3);
    const of = (name: string) => {
      const file = join(facts, `_big-ip-${name}.survey`);
      return { bigIp: name, file: `${file}.sh`, writes: file, command: `sh '${file}.sh' >'${file}'` };
    };
    expect(surveys).toEqual([of("ltm-1"), of("ltm-2")]);
    expect(readFileSync(surveys[1].file, "utf8")).toContain("\nBASE='https://[2001:db8::1]/mgmt'\nACCOUNT='admin'\n");
  });

  test("writes nothing if a BIG-IP is named wrongly, and reports everything that is wrong, but no password", () => {
    const wrong = ["ltm 1=10.10.0.100", "ltm-1", "ltm-1=lb.example.com", "ltm-1=admin:hunter2@10.10.0.100"];
    const named = [...wrong, "ltm-2=10.10.0.101", "LTM-2=10.10.0.102", "ltm-3=10.10.0.101"];
    const words = named.flatMap((text) => ["--big-ip", text]);
    const { code, stdout } = sipHa("survey", "--facts", facts, ...words);
    expect(code).toBe(2);
    const invalid = (found: string) =>
      `error invalid-big-ip\n  --big-ip: not the name of a BIG-IP and the address of its configuration\n  found:   ${found}\n` +
      "  allowed: a name, =, an address, e.g. ltm-1=10.213.0.100; the name: a letter, then letters, digits, - or _, ending in a letter or digit, at most 40 characters\n" +
      "  fix:     write the name that the device is to have in the environment file, =, and its management address; the account comes from BIGIP_USER, the password is asked for\n\n";
    const twice = (found: string) =>
      `error big-ip-twice\n  --big-ip: a BIG-IP is named twice, or two have one name or address\n  found:   ${found} beside "ltm-2=10.10.0.101"\n` +
      "  allowed: each device once, with a name and an address of its own\n  fix:     remove one of the two, or correct it\n\n";
    expect(stdout).toBe(
      invalid('"ltm 1=10.10.0.100"') +
        invalid("ltm-1") +
        invalid('"ltm-1=lb.example.com"') +
        invalid("text that is no name and address") +
        twice('"LTM-2=10.10.0.102"') +
        twice('"ltm-3=10.10.0.101"') +
        "6 errors, 0 warnings, 0 acknowledged, 0 not evaluated\n\nnothing was written\n",
    );
    expect(readdirSync(facts).filter((name) => name.endsWith(".sh"))).toEqual([]);
  });

  test("writes nothing without a readable export", () => {
    writeExport('{"hosts": []}');
    expect(sipHa("survey", "--facts", facts)).toMatchObject({ code: 2 });
    facts = join(folder, "none");
    const { code, stdout } = sipHa("survey", "--facts", facts);
    expect(code).toBe(2);
    expect(stdout).toContain("error facts-none\n");
  });
});
