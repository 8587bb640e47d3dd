/** Whether people try a scenario on the real pair: what its outage measures, or why nobody should try it. */
export type ScenarioDrill =
  | {
      /** Timers that the outages of its steps may measure: for each step, the first timer that its outage depends on. */
      readonly measures: readonly string[];
    }
  | {
      /** Why it is not tried, as a clause: `it would leave both servers down`. */
      readonly whyNot: string;
    };

/** What a program can do on a host instead of a person. */
export type DrillProgram =
  /** Ends whatever listens on the SIP port of the pair, as a crash would. */
  | { readonly kind: "end-listener" }
  /** Takes interfaces down, and brings them up again by itself after a time. */
  | { readonly kind: "cut-interfaces"; readonly interfaces: readonly string[] }
  /** Brings those interfaces up again at once. */
  | { readonly kind: "restore-interfaces" };

/** How something is brought about, or repaired, on a real system. */
export interface DrillOrder {
  /** What a person does: an imperative sentence without its full stop. */
  readonly order: string;
  /** The host that it is done on. @default - in the Management Layer, or beside the hosts */
  readonly host?: string | undefined;
  /** The same, by a program on that host. @default - by a person alone */
  readonly program?: DrillProgram | undefined;
}

/** How a fault is made and repaired on a real system. */
export interface FaultDrill {
  readonly inject: DrillOrder;
  /** @default - there is nothing to repair */
  readonly heal?: DrillOrder | undefined;
  /** The host that it strikes, with everything on that host. @default - it strikes only a program, or no host */
  readonly strikes?: string | undefined;
}
