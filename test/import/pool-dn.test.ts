import { expect, test } from "vitest";
import { poolNameOf } from "../../lib/import/pool-dn";

const dn = (contact: string) => ({
  fields: { userProperties: { TServer: { contact } } },
  at: () => ({ file: "configuration-layer.json", line: 1, column: 1 }),
});

test.each([
  ["sip.example.com", "sip.example.com"],
  ["sip.example.com;transport=tls", "sip.example.com"],
])("the contact %s gives the pool's name %s", (contact, name) => {
  expect(poolNameOf(dn(contact))).toMatchObject({ value: name, position: { line: 1 } });
});
