/** The log events of a role change, by number. */
export interface RoleEventsProps {
  /** The number of the event that reports a server as primary.
   * @default 5150 */
  readonly becamePrimary?: number | undefined;
  /** The number of the event that reports a server as backup.
   * @default 5151 */
  readonly becameBackup?: number | undefined;
}
