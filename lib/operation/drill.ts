/** Whether people try a scenario on the real pair: what its outage tells, or why nobody should. */
export type ScenarioDrill =
  | {
      /** Timers that the outages of its steps may tell of; of each step the first that its outage depends on. */
      readonly measures: readonly string[];
    }
  | {
      /** Why it is not tried, as a clause: `it would leave both servers down`. */
      readonly whyNot: string;
    };

/** What a program can do on a host in the place of a person. */
export type DrillProgram =
  /** Ends whatever listens on the SIP port of the pair, as a crash would. */
  | { readonly kind: "end-listener" }
  /** Takes interfaces down, and up again by itself after a time. */
  | { readonly kind: "cut-interfaces"; readonly interfaces: readonly string[] }
  /** Takes those up again at once. */
  | { readonly kind: "restore-interfaces" };

/** How something comes about, or is mended, on a real system. */
export interface DrillOrder {
  /** What a person does: an imperative sentence without its full stop. */
  readonly order: string;
  /** The host that it is done on. @default - in the Management Layer, or beside the hosts */
  readonly host?: string | undefined;
  /** The same, by a program on that host. @default - by a person alone */
  readonly program?: DrillProgram | undefined;
}

/** How a fault is made and mended on a real system. */
export interface FaultDrill {
  readonly inject: DrillOrder;
  /** @default - there is nothing to mend */
  readonly heal?: DrillOrder | undefined;
  /** The host that it strikes with everything on it. @default - it strikes a program alone, or none */
  readonly strikes?: string | undefined;
}
