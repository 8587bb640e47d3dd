import { InvalidArgumentError } from "commander";

/** Refuses an empty name of what is said: it is most likely a variable of a shell that was not set, and would mean the working folder. */
export function named(what: string): (value: string) => string {
  return (value) => {
    if (value === "") throw new InvalidArgumentError(`Name ${what}.`);
    return value;
  };
}

/** The same of a folder. */
export const notEmpty = named("a folder");
