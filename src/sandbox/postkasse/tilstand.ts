import { type Innstillinger, STANDARD } from './innstillinger.ts';
import { createRegister, type Register } from './register.ts';
import { createReplayliste, type Replayliste } from './replayliste.ts';
import { createSertifikater, type Sertifikater } from './sertifikater.ts';

/** One call as it is remembered: what was asked and how it went, never about whom. */
export interface Kall {
  readonly tidspunkt: string;
  readonly tjeneste: string;
  /** null: the message did not come so far that it had one. */
  readonly operasjon: string | null;
  readonly antallPersoner: number;
  /** null: there was no answer. */
  readonly httpStatus: number | null;
}

/** Everything that changes while the sandbox runs. */
export interface Tilstand {
  innstillinger: Innstillinger;
  /** How far the sandbox's clock is ahead of the one it was given. */
  forskyvningMs: number;
  readonly register: Register;
  readonly kall: Kall[];
  readonly sertifikater: Sertifikater;
  readonly replayliste: Replayliste;
  naa(): Date;
  reset(): void;
}

export function createTilstand(fraStart: Partial<Innstillinger>): Tilstand {
  const innstillinger = { ...STANDARD, ...fraStart };
  const tilstand: Tilstand = {
    innstillinger,
    forskyvningMs: 0,
    register: createRegister(),
    kall: [],
    // Neither reset nor moved with the clock: a client that has been given the root to trust goes on trusting it.
    sertifikater: createSertifikater(innstillinger.klokke),
    replayliste: createReplayliste(),
    naa: () => new Date(tilstand.innstillinger.klokke().getTime() + tilstand.forskyvningMs),
    reset() {
      tilstand.innstillinger = innstillinger;
      tilstand.forskyvningMs = 0;
      tilstand.kall.length = 0;
      tilstand.replayliste.clear();
      tilstand.register.reset(tilstand.naa());
    },
  };
  tilstand.reset();
  return tilstand;
}
