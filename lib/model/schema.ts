/**
 * The schema library, under the name that its documentation uses. Only this file imports it: in the bundle, each import of the whole library would copy
 * its 600 exports again, at each start.
 */
export * as v from "valibot";
