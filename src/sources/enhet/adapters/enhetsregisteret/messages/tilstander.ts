import type { Enhetstilstand, TvangsavviklingGrunn } from '../../../data.ts';
import { dateOf, flagOf, type Json } from './json.ts';

const TVANGSAVVIKLING: Readonly<Record<string, TvangsavviklingGrunn>> = {
  tvangsavvikletPgaManglendeSlettingDato: 'MANGLENDE_SLETTING',
  tvangsopplostPgaManglendeDagligLederDato: 'MANGLENDE_DAGLIG_LEDER',
  tvangsopplostPgaManglendeRevisorDato: 'MANGLENDE_REVISOR',
  tvangsopplostPgaManglendeRegnskapDato: 'MANGLENDE_REGNSKAP',
  tvangsopplostPgaMangelfulltStyreDato: 'MANGELFULLT_STYRE',
};

/** A flag that is false wins over a date beside it. Reconstruction and foreign insolvency have dates alone. */
export function readTilstander(json: Json): Enhetstilstand[] {
  const rekonstruksjon = dateOf(json, 'underRekonstruksjonsforhandlingDato');
  const insolvens = dateOf(json, 'underUtenlandskInsolvensbehandlingDato');
  return [
    ...(flagOf(json, 'konkurs') ? [{ kind: 'konkurs', dato: dateOf(json, 'konkursdato') } as const] : []),
    ...(flagOf(json, 'underAvvikling')
      ? [{ kind: 'avvikling', dato: dateOf(json, 'underAvviklingDato') } as const]
      : []),
    ...readForcedEndings(json),
    ...(rekonstruksjon === null ? [] : [{ kind: 'rekonstruksjon', dato: rekonstruksjon } as const]),
    ...(insolvens === null ? [] : [{ kind: 'utenlandsk insolvens', dato: insolvens } as const]),
  ];
}

function readForcedEndings(json: Json): Enhetstilstand[] {
  const isUnder = flagOf(json, 'underTvangsavviklingEllerTvangsopplosning');
  if (isUnder === false) return [];
  const grounds = Object.entries(TVANGSAVVIKLING).flatMap(([key, grunn]): Enhetstilstand[] => {
    const dato = dateOf(json, key);
    return dato === null ? [] : [{ kind: 'tvangsavvikling', grunn, dato }];
  });
  return grounds.length === 0 && isUnder ? [{ kind: 'tvangsavvikling', grunn: 'UKJENT', dato: null }] : grounds;
}
