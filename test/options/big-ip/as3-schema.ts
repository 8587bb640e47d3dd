import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import ipaddr from "ipaddr.js";

const BESIDE = join(__dirname, "../../../..");

/**
 * AS3's own schema, version 3.56.0, from `SIP_HA_AS3_SCHEMA` or from the folder `reference` in a folder beside the checkout; undefined if it is in neither.
 * It has more than a megabyte, and is not part of the checkout.
 */
export const AS3_SCHEMA: string | undefined = [
  process.env.SIP_HA_AS3_SCHEMA ?? "",
  ...readdirSync(BESIDE).map((name) => join(BESIDE, name, "reference/as3-schema.json")),
].find((file) => existsSync(file));

/** An address as AS3 writes it: with a route domain or a prefix length, or empty. */
function isF5Address(text: string): boolean {
  if (text === "" || text === "any" || text === "any6") return true;
  const [address = "", prefix] = text.split("/");
  const bare = address.replace(/%\d{1,5}$/, "");
  if (!ipaddr.IPv4.isValidFourPartDecimal(bare) && !ipaddr.IPv6.isValid(bare)) return false;
  return prefix === undefined || /^\d{1,3}$/.test(prefix);
}

let compiled: ValidateFunction | undefined;

/** The errors of a declaration, in the words of the schema; empty if there are none. Does not change the declaration. */
export function schemaErrors(declaration: unknown): string[] {
  compiled ??= compile();
  compiled(structuredClone(declaration));
  return (compiled.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** A declaration with the schema's default values for missing keys. */
export function withSchemaDefaults<T>(declaration: T): T {
  compiled ??= compile();
  const filled = structuredClone(declaration);
  compiled(filled);
  return filled;
}

/** Compiles the schema with defaults: without them it accepts what AS3 refuses, such as a virtual server without a port. */
function compile(): ValidateFunction {
  const ajv = new Ajv({ strict: false, useDefaults: true });
  ajv.addFormat("f5ip", isF5Address);
  ajv.addFormat("f5bigip", /^\/[\w./%-]+$/);
  ajv.addFormat("f5pointer", /^[@/A-Za-z][\w./@-]*$/);
  ajv.addFormat("hostname", /^[A-Za-z0-9.-]{1,253}$/);
  ajv.addFormat("uri", /^[a-z][a-z0-9+.-]*:/i);
  ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT/);
  ajv.addFormat("email", /@/);
  const schema = JSON.parse(readFileSync(AS3_SCHEMA!, "utf8"));
  ajv.addSchema(schema, "as3");
  return ajv.getSchema("as3#/definitions/ADC")!;
}
