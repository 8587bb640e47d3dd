import { describe, expect, test } from "vitest";
import type { Declaration } from "../../lib/synth/declaration";
import { resolve } from "../../lib/synth/resolve";
import { sampleDeclaration } from "../sample-declaration";
import { problem } from "./only-problem";

const TAKEOVER = "pairs.inbound.highAvailability.ipAddressTakeover";
const NUMBER = "not a number that is allowed here";
const whole = (from: number, to: number) => `a whole number from ${from} to ${to}`;

describe("a value of the right type that is not allowed has exactly one problem:", () => {
  test.each([
    // path, value, code, message, found, allowed, fix
    ["pairs.inbound.sip.port", 0, "invalid-number", NUMBER, "0", whole(1, 65535), `use ${whole(1, 65535)}`],
    ["pairs.inbound.sip.port", 0.5, "invalid-number", NUMBER, "0.5", whole(1, 65535), `use ${whole(1, 65535)}`],
    ["pairs.inbound.sip.port", 65536, "invalid-number", NUMBER, "65536", whole(1, 65535), `use ${whole(1, 65535)}`],
    ["networks.voice.vlan", 4095, "invalid-number", NUMBER, "4095", whole(1, 4094), `use ${whole(1, 4094)}`],
    [`${TAKEOVER}.announcements`, 61, "invalid-number", NUMBER, "61", whole(1, 60), `use ${whole(1, 60)}`],
    [
      "hosts.sip-a.connection.ssh.privateKeyFile",
      "-----BEGIN OPENSSH PRIVATE KEY-----",
      "secret-in-file",
      "a private key must not be in this file, because it would get into every output",
      expect.anything(),
      "the path of the file that has the key",
      "put the key into a file that only you can read, and name that file; then replace the key, because it was in this one",
    ],
    [
      "hosts.sip-a.os",
      "hpux",
      "invalid-value",
      "not a value that is allowed here",
      "hpux",
      "linux, windows, solaris or aix",
      "use one of the allowed values",
    ],
    [
      "hosts.sip-a.os",
      "linx",
      "invalid-value",
      "not a value that is allowed here; did you mean linux?",
      "linx",
      "linux, windows, solaris or aix",
      "write linux",
    ],
    [
      "hosts.sip-a.interfaces.eth0.address",
      "10.110.0.256",
      "invalid-address",
      "not an IP address",
      "10.110.0.256",
      "an IPv4 address of four decimal numbers from 0 to 255, or an IPv6 address",
      "correct the address, e.g. 10.120.0.10",
    ],
    [
      "hosts.sip-a.interfaces.eth0.address",
      "10.110.0.11/24",
      "invalid-address",
      "not an IP address",
      "10.110.0.11/24",
      "an IPv4 address of four decimal numbers from 0 to 255, or an IPv6 address",
      "write 10.110.0.11",
    ],
    [
      "networks.voice.cidr",
      "10.120.5.1/23",
      "invalid-network",
      "not a network in CIDR notation",
      "10.120.5.1/23",
      "the network address, /, and the prefix length; the host part is zero",
      "write the network's own address and its prefix length, e.g. 10.120.4.0/23",
    ],
    [
      "networks.voice.cidr",
      "10.120.0.1/24",
      "invalid-network",
      "not a network in CIDR notation",
      "10.120.0.1/24",
      "the network address, /, and the prefix length; the host part is zero",
      "write the network's own address and its prefix length, e.g. 10.120.0.0/24",
    ],
    [
      "pairs.inbound.recoveryTimeObjective",
      25,
      "invalid-duration",
      "not a duration",
      "25",
      "a whole number with its unit: ms, s, m or h",
      "write the unit, e.g. 25s",
    ],
    [
      "pairs.inbound.recoveryTimeObjective",
      "25 s",
      "invalid-duration",
      "not a duration",
      '"25 s"',
      "a whole number with its unit: ms, s, m or h",
      "write 25s",
    ],
    [
      "genesys.sipServerVersion",
      "8.x",
      "invalid-version",
      "not a version",
      "8.x",
      "numbers separated by dots, e.g. 8.1.104.10",
      'write the version as in the release note; quote it if it has only two parts, e.g. "17.1"',
    ],
    [
      "description",
      "two\nlines",
      "invalid-text",
      "not a single line of text",
      '"two\\nlines"',
      "1 to 200 printable characters, no line break",
      "write one line of text, of 200 characters at most",
    ],
    [
      "description",
      "total \u202Elatot",
      "invalid-text",
      "not a single line of text",
      '"total \\u202elatot"',
      "1 to 200 printable characters, no line break",
      "write one line of text, of 200 characters at most",
    ],
    [
      "description",
      "half \ud83d",
      "invalid-text",
      "not a single line of text",
      '"half \\ud83d"',
      "1 to 200 printable characters, no line break",
      "write one line of text, of 200 characters at most",
    ],
    [
      "description",
      "x".repeat(201),
      "invalid-text",
      "not a single line of text",
      `"${"x".repeat(56)}...`,
      "1 to 200 printable characters, no line break",
      "write one line of text, of 200 characters at most",
    ],
    [
      "pairs.inbound.primary.application",
      "SIP In",
      "invalid-name",
      "not a valid name of an application",
      '"SIP In"',
      "a letter or digit, then letters, digits, _, - or ., at most 64 characters",
      "use a name that is safe in scripts, file names and Genesys objects alike",
    ],
    [
      "hosts.sip-a.installDirectory",
      "/opt/../etc",
      "invalid-name",
      "not a valid name of a folder on Linux",
      "/opt/../etc",
      "an absolute path of letters, digits, _, . and -, without .. in it or / at its end, at most 180 characters",
      "use a name that is safe in scripts, file names and Genesys objects alike",
    ],
    [
      "hosts.sip-a.installDirectory",
      "/var/tmp/sip-ha",
      "invalid-name",
      "not a valid name of a folder on Linux: every account of the host may write to /tmp and /var/tmp, and what is there may be removed",
      "/var/tmp/sip-ha",
      "a folder that is not in /tmp or /var/tmp",
      "name a folder that belongs only to the administrator and is there after every boot, e.g. /opt/sip-ha",
    ],
    [
      "hosts.sip-a.installDirectory",
      "/run/sip-ha",
      "invalid-name",
      "not a valid name of a folder on Linux: /run and /var/run are for what does not survive a boot",
      "/run/sip-ha",
      "a folder that is not in /run or /var/run",
      "name a folder that belongs only to the administrator and is there after every boot, e.g. /opt/sip-ha",
    ],
    [
      "hosts.sip-a.installDirectory",
      "/proc/1/x",
      "invalid-name",
      "not a valid name of a folder on Linux: /dev, /proc and /sys are the kernel's own, and no place for files",
      "/proc/1/x",
      "a folder that is not in /dev, /proc or /sys",
      "name a folder that belongs only to the administrator and is there after every boot, e.g. /opt/sip-ha",
    ],
    [
      "hosts.sip-a.localControlAgent",
      { account: "Root" },
      "invalid-name",
      "not a valid name of an account on Linux",
      "Root",
      "a lower-case letter or _, then lower-case letters, digits, _ or -, at most 32 characters",
      "use a name that is safe in scripts, file names and Genesys objects alike",
    ],
    [
      `${TAKEOVER}.interfaceLabel`,
      "SIP",
      "invalid-name",
      "not a valid interface label",
      "SIP",
      "lower-case letters and digits, at most 13 characters",
      "use a short word, e.g. sip",
    ],
    [
      "pairs.inbound.options",
      { TServer: { a: "x\ny" } },
      "invalid-text",
      "not a value that an option can have",
      '"x\\ny"',
      "printable characters, no line break",
      "write the value in one line",
    ],
    [
      "pairs.inbound.options",
      { TServer: { a: Number.NEGATIVE_INFINITY } },
      "invalid-number",
      "not a number that is allowed here",
      "-Infinity",
      "a finite number, text, true or false",
      "write the number itself",
    ],
    [
      "acknowledge",
      [{ finding: "Not A Code", on: "hosts", reason: "r" }],
      "invalid-value",
      "not the code of a finding",
      '"Not A Code"',
      "lower-case words joined by -",
      "copy the code from the finding, e.g. host-key-missing",
    ],
    [
      "acknowledge",
      [{ finding: "isolated-host", on: "hosts", reason: "  " }],
      "invalid-text",
      "not a reason",
      '"  "',
      "why the finding is accepted, in a line",
      "write who has looked at it, and what makes it bearable",
    ],
  ])("%s: %j", (path, value, code, message, found, allowed, fix) => {
    expect(problem(path, value)).toMatchObject({ code, message, found, allowed, fix });
  });
});

test.each(["TODO", "SHA256:abcdefg", "10.110.0.11 ssh-ed25519 AAAA", "ssh-ed25519", "", "ssh-ed25519 AAAA\nmore"])(
  "%j is no host key, and the problem says what a host key is",
  (hostKey) => {
    expect(problem("hosts.sip-a.connection.ssh.hostKey", hostKey)).toMatchObject({
      code: "invalid-host-key",
      path: "hosts.sip-a.connection.ssh.hostKey",
      fix: "write what ssh-keyscan prints without the address before it; a fingerprint is not enough",
    });
  },
);

test.each(["ssh-ed25519 AAAAC3Nz/+1=", "ecdsa-sha2-nistp256 AAAA root@sip-a", "sk-ssh-ed25519@openssh.com AAAA=="])(
  "%j is a host key",
  (hostKey) => {
    const declaration = sampleDeclaration({ "hosts.sip-a.connection.ssh.hostKey": hostKey });
    expect(resolve(declaration as Declaration).findings).toEqual([]);
  },
);
