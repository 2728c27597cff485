/** How many runs may go on at once. */
export interface QueueLimits {
  readonly inAll: number;
  readonly perSource: number;
}

interface WaitingRun {
  /** The execution's id; null where rows are only read, and nothing is kept. */
  readonly id: number | null;
  readonly kpiId: number;
  readonly sourceId: number;
}

interface Place extends WaitingRun {
  readonly turn: PromiseWithResolvers<void>;
}

/**
 * Who may run now. A source has so many runs at a time, and so has the server; the others wait in line. KPIs take
 * turns: of those that wait, the one goes first whose last turn is longest ago, so that fifty runs of one KPI hold
 * back a single run of another by one turn at most.
 */
export class RunQueue {
  readonly limits: QueueLimits;
  readonly #waiting: Place[] = [];
  readonly #going = new Set<WaitingRun>();
  /** When each KPI that has runs here got its last turn, as a number that grows. */
  readonly #lastTurn = new Map<number, number>();
  #turns = 0;

  constructor(limits: QueueLimits) {
    this.limits = limits;
  }

  /**
   * Settles when it is the run's turn; what it answers with is to be called when the run has ended. Rejects with the
   * signal's reason when that aborts first.
   */
  async enter(run: WaitingRun, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const place: Place = { ...run, turn: Promise.withResolvers<void>() };
    const leave = () => {
      const at = this.#waiting.indexOf(place);
      if (at < 0) return; // its turn came in the same moment
      this.#waiting.splice(at, 1);
      this.#forget(run.kpiId);
      place.turn.reject(signal.reason);
    };
    signal.addEventListener("abort", leave, { once: true });
    void place.turn.promise.then(
      () => signal.removeEventListener("abort", leave),
      () => {},
    );
    this.#waiting.push(place);
    this.#serve();
    await place.turn.promise;
    return () => {
      this.#going.delete(place);
      this.#forget(run.kpiId);
      this.#serve();
    };
  }

  /** How many runs go on, and how many wait. */
  counts(): { readonly running: number; readonly waiting: number } {
    return { running: this.#going.size, waiting: this.#waiting.length };
  }

  /** Of each run that waits, the how-manieth it is in its line: 1 is next. */
  places(): ReadonlyMap<number, number> {
    const places = new Map<number, number>();
    const line = inTurn(this.#waiting, this.#lastTurn);
    const countOfSource = new Map<number, number>();
    // Where the server is full everybody waits for everybody, else only for the runs on the same source.
    const full = this.#going.size >= this.limits.inAll;
    for (const [index, { id, sourceId }] of line.entries()) {
      const ofSource = (countOfSource.get(sourceId) ?? 0) + 1;
      countOfSource.set(sourceId, ofSource);
      if (id !== null) places.set(id, full ? index + 1 : ofSource);
    }
    return places;
  }

  #serve(): void {
    while (this.#going.size < this.limits.inAll) {
      const next = inTurn(this.#waiting, this.#lastTurn).find(({ sourceId }) => this.#hasRoom(sourceId));
      if (!next) return;
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#going.add(next);
      this.#lastTurn.set(next.kpiId, ++this.#turns);
      next.turn.resolve();
    }
  }

  #hasRoom(sourceId: number): boolean {
    const going = [...this.#going].filter((run) => run.sourceId === sourceId);
    return going.length < this.limits.perSource;
  }

  /** A KPI without runs here is as good as one that never had any. */
  #forget(kpiId: number): void {
    if (![...this.#going, ...this.#waiting].some((run) => run.kpiId === kpiId)) this.#lastTurn.delete(kpiId);
  }
}

/** Those who wait in the order of their turns: the first of each KPI, then the second of each, and so on. */
function inTurn(waiting: readonly Place[], lastTurn: ReadonlyMap<number, number>): Place[] {
  const countOfKpi = new Map<number, number>();
  const places = waiting.map((place, arrival) => {
    const round = countOfKpi.get(place.kpiId) ?? 0;
    countOfKpi.set(place.kpiId, round + 1);
    return { place, round, last: lastTurn.get(place.kpiId) ?? 0, arrival };
  });
  places.sort((a, b) => a.round - b.round || a.last - b.last || a.arrival - b.arrival);
  return places.map(({ place }) => place);
}
