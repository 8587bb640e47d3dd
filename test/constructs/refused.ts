import { InvalidEnvironment } from "../../lib/checks/invalid-environment";

/** The error that is thrown, with places. Fails if nothing is thrown, or another error. */
export function refused(act: () => unknown): InvalidEnvironment {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

/** The code, path and construct of each finding. */
export const outline = (error: InvalidEnvironment) =>
  error.located.map(({ entry, place }) => [entry.code, entry.path.join("."), place.construct]);
