import { afterAll } from "vitest";
import { removeTemporaryFolders } from "./temporary-folder";

// Here and not where folders are made: a module that test files share is run once, this one before each of them.
afterAll(removeTemporaryFolders);
