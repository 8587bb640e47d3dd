import { InvalidEnvironment } from "../../lib/checks/invalid-environment";

/** What is thrown, with places. Fails where nothing is, or something else. */
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
