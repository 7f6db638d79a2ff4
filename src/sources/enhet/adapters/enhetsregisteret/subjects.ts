import { failed, found } from '../../../../domain/outcome.ts';
import { kildeUtilgjengelig } from '../../../../domain/registerfeil.ts';
import type { EnhetAnswer } from '../../enhet.ts';
import type { EnhetOperation } from '../../operations.ts';
import { withNumbers } from '../../outcome.ts';
import { catalogue, KILDE } from './codes.ts';
import type { LiveUnit } from './messages/index.ts';
import type { UnitState } from './units.ts';

/** What an operation is answered about a number: the unit itself, or why there is none to tell of. */
export type Subject =
  | { readonly kind: 'main unit' | 'sub-unit'; readonly unit: LiveUnit }
  | { readonly kind: 'none'; readonly answer: EnhetAnswer<never> };

export function subjectOf(operation: EnhetOperation, asked: string, answer: EnhetAnswer<UnitState>): Subject {
  if (!answer.ok) return { kind: 'none', answer };
  const state = answer.data;
  switch (state.kind) {
    case 'main unit':
    case 'sub-unit':
      return { kind: state.kind, unit: state };
    case 'deleted':
    case 'removed':
      return { kind: 'none', answer: slettet(operation, asked, state.slettedato) };
    case 'unknown':
      return { kind: 'none', answer: failed(withNumbers(catalogue.feil(operation, '100'), asked, undefined)) };
  }
}

function slettet(operation: EnhetOperation, asked: string, slettedato: string | null): EnhetAnswer<never> {
  const feil = withNumbers(catalogue.feil(operation, '110'), asked, undefined);
  return failed({ ...feil, ...(slettedato !== null && { slettedato }) });
}

/** 130: a sub-unit, for which the operation has no data. `legalUnit` is left out where it is not known. */
export function erBedrift(
  operation: EnhetOperation,
  asked: string,
  legalUnit: EnhetAnswer<string | null>,
): EnhetAnswer<never> {
  const annenEnhet = (legalUnit.ok && legalUnit.data) || undefined;
  return failed({ ...withNumbers(catalogue.feil(operation, '130'), asked, annenEnhet), annenEnhet });
}

/** A documented code about a unit, with its number in the text. */
export function refusedAs(operation: EnhetOperation, kode: string, asked: string): EnhetAnswer<never> {
  return failed(withNumbers(catalogue.feil(operation, kode), asked, undefined));
}

/** Undefined: what must be there is not. */
export function foundOr<Data>(data: Data | undefined): EnhetAnswer<Data> {
  return data === undefined ? failed(kildeUtilgjengelig(KILDE, 'UGYLDIG_SVAR')) : found(data);
}
