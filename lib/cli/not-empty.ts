import { InvalidArgumentError } from "commander";

/** Refuses an empty name: it most likely comes from a shell variable that was not set, and would mean the working folder. */
export function named(what: string): (value: string) => string {
  return (value) => {
    if (value === "") throw new InvalidArgumentError(`Name ${what}.`);
    return value;
  };
}

/** Refuses an empty name of a folder. */
export const notEmpty = named("a folder");
