/**
 * The schema library, under the name that its documentation uses. It is imported here alone: in the bundle each import of the whole library
 * would copy its 600 exports once more, at each start.
 */
export * as v from "valibot";
