import { afterAll } from "vitest";
import { removeTemporaryFolders } from "./temporary-folder";

// This is here and not where folders are made: a module that test files share runs only once, but this setup file runs before each of them.
afterAll(removeTemporaryFolders);
