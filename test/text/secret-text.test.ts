import { expect, test } from "vitest";
import { hasPassword } from "../../lib/text/secret-text";

test.each([
  ["postgres://sip:771234@db/state", true],
  ["see git+ssh://sip:77:12@34@db", true],
  ["HTTPS://:771234@proxy", true],
  ["https://proxy:8080/a@b", false],
  ["https://sip@proxy:8080", false],
  ["server=db;password = 771234", true],
  ["sslpassword=771234", true],
  ["the password: ask", false],
  ["-----BEGIN RSA PRIVATE KEY-----", true],
])("%s", (text, expected) => {
  expect(hasPassword(text)).toBe(expected);
});

test.each(["x", "a:", "a://", "://:", "password ", "-----BEGIN ", "A"])(
  "%j repeated many times does not take hours",
  (part) => {
    expect(hasPassword(part.repeat(500_000))).toBe(false);
    expect(hasPassword(`a://${part.repeat(500_000)}`)).toBe(false);
  },
);
