/** The conditions of find(1) under which root may run a file: it is his, and nobody else may write to it. */
export const ROOTS_ALONE = "-prune -type f -user root ! -perm -020 ! -perm -002";

/** What is said of another one, in a line of shell that has its path in a variable. */
export function foreignScript(path: string): { readonly what: string; readonly fix: string } {
  return {
    what: `${path} is no file of root alone, so root must not run it`,
    fix: `see who has changed it, then remove it, or where it is as it should be: chown root ${path} and chmod go-w ${path}`,
  };
}
