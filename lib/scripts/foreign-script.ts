/** The conditions of find(1) under which root may run a file: root owns it, and nobody else may write to it. */
export const ROOTS_ALONE = "-prune -type f -user root ! -perm -020 ! -perm -002";

/** The message about a file that does not meet them, for a line of shell that has its path in a variable. */
export function foreignScript(path: string): { readonly what: string; readonly fix: string } {
  return {
    what: `${path} is not a file that only root can change, so root must not run it`,
    fix: `find out who has changed it, then remove it, or, if it is as it should be: chown root ${path} and chmod go-w ${path}`,
  };
}
