/** What was just done, as the next page tells it. */
export interface Flash {
  readonly message: string;
  /** The KPI that it was done to, where the message offers to go on with it. */
  readonly kpiId: number | null;
  readonly offer: "execute" | "undo" | "review" | null;
  /** Whether it holds after a run that it is about has ended. */
  readonly lasts: boolean;
}
