/** The clock of a played register: the machine's, until it is moved. It runs on from there. */
export interface Clock {
  now(): Date;
  /** The time that nobody moves. */
  machine(): Date;
  /** Goes on from this time; null goes back to the machine's. */
  set(time: Date | null): void;
}

export function createClock(machine: () => Date = () => new Date()): Clock {
  let aheadMs = 0;
  return {
    machine,
    now: () => new Date(machine().getTime() + aheadMs),
    set(time) {
      aheadMs = time === null ? 0 : time.getTime() - machine().getTime();
    },
  };
}
