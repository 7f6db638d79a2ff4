import type { InterfaceRef, ObjectRef } from '@pothos/core';
import type { Catalogue, DokumentertKode } from '../domain/catalogue.ts';
import { meaningOf, type Opphav, type Registerfeil } from '../domain/registerfeil.ts';
import type { GraphBuilder, GraphTypes } from './builder.ts';
import type { Registries } from './registries.ts';

export type ErrorRef = ObjectRef<GraphTypes, Registerfeil>;

/**
 * The interface of every failure that is expected, and the two types that every union has. Its field `kilde` is added above the
 * kit, where the registers are known.
 */
export function implementRegisterfeil(builder: GraphBuilder, { catalogues }: Registries) {
  const OpphavEnum = builder.enumType('Opphav', {
    description: 'Who decided: the source itself, or the gateway’s own check before any call was made.',
    values: {
      KILDE: { value: 'KILDE' as Opphav, description: 'The source answered so.' },
      GATEWAY: { value: 'GATEWAY' as Opphav, description: 'The gateway’s own check, before any call was made.' },
    },
  });

  const RegisterfeilInterface = builder.interfaceRef<Registerfeil>('Registerfeil').implement({
    description:
      'A failure that is expected: one that a register documents, or that the gateway can name. Switch on `__typename`; this interface is the fallback.',
    fields: (t) => ({
      kode: t.exposeString('kode', {
        description: 'The code as the source documents it: "1010", "BRUKER_IKKE_FUNNET", "110".',
      }),
      melding: t.exposeString('melding', {
        description: 'The documented text, for developers and logs. Never holds a personal identifier.',
      }),
      betydning: t.string({
        description: 'What the code means, in English.',
        resolve: (feil) =>
          (feil.kind === 'documented' && catalogues.get(feil.kilde)?.row(feil.kode)?.betydning) || meaningOf(feil),
      }),
      opphav: t.expose('opphav', {
        type: OpphavEnum,
        description: 'Who decided: the source by its answer, or the gateway before any call.',
      }),
      kanProevesIgjen: t.exposeBoolean('kanProevesIgjen', {
        description: 'Whether the same call may succeed later without any change.',
      }),
      avledet: t.boolean({
        description:
          'True where the source has no such code and the gateway derived the error from what the source showed.',
        resolve: ({ avledet }) => avledet === true,
      }),
    }),
  });

  const KildeUtilgjengelig = builder.objectRef<Registerfeil>('KildeUtilgjengelig').implement({
    shareable: true,
    interfaces: [RegisterfeilInterface],
    description:
      'The source could not be asked, or its answer could not be used. `kode` says what happened: TIDSAVBRUDD (no answer in time), TILKOBLING (no connection), UGYLDIG_SVAR (an answer that breaks the contract), SIKKERHETSFEIL (an answer whose signature could not be verified), SOAP_FAULT, HTTP_503 and other HTTP statuses, IKKE_KONFIGURERT, IKKE_TILBUDT, MANGLER_SCOPE, KVOTE_BRUKT (the caller’s quota of the field is used up), AVBRUTT, OVERBELASTET and KRETS_AAPEN (nothing was sent: too many calls wait for the source, or it has failed so often that it is given a pause), UTFALL_UKJENT (a write that may or may not have been done), NOEKKELLAGER_NEDE and SKRIVING_PAAGAAR (a write with an Idempotency-Key that was not sent: whether it was written before cannot be asked, or another gateway is at it), or the source’s own technical code (STAR 1011, 1100). The other fields of the answer are not touched by it.',
    fields: (t) => ({
      proevIgjenOm: t.exposeInt('proevIgjenOm', {
        nullable: true,
        description: 'Seconds until it is worth trying again, where the source, or the gateway, gives a time.',
      }),
    }),
  });

  const UdokumentertFeil = builder.objectRef<Registerfeil>('UdokumentertFeil').implement({
    shareable: true,
    interfaces: [RegisterfeilInterface],
    description:
      'The source answered a code that its documentation does not list for this operation: `kode`, as sent. Please report it.',
  });
  return { RegisterfeilInterface, KildeUtilgjengelig, UdokumentertFeil };
}

/**
 * Makes the error types of a source, one for each type its catalogue names, described by its codes. `besideData` names types
 * that are no errors of their own: their codes stand beside the data. `more`: what they are beside a Registerfeil.
 */
export function implementCatalogue(
  builder: GraphBuilder,
  parent: InterfaceRef<GraphTypes, Registerfeil>,
  catalogue: Catalogue,
  elsewhere: ReadonlySet<string>,
  more: readonly InterfaceRef<GraphTypes, Registerfeil>[] = [],
): ReadonlyMap<string, ErrorRef> {
  const refs = new Map<string, ErrorRef>();
  for (const type of new Set(catalogue.codes.map(({ type }) => type))) {
    if (elsewhere.has(type)) continue;
    const codes = catalogue.codes.filter((row) => row.type === type);
    const description = describe(catalogue, codes);
    refs.set(type, builder.objectRef<Registerfeil>(type).implement({ interfaces: [parent, ...more], description }));
  }
  return refs;
}

function describe({ kilde }: Catalogue, codes: readonly DokumentertKode[]): string {
  const lines = codes.map(({ kode, tekst, betydning }) => `- \`${kode}\`: ${betydning} “${tekst}”`);
  const operations = [...new Set(codes.flatMap((kode) => kode.operations))];
  return `${lines.join('\n')}\n\n${kilde}: ${operations.join(', ')}.`;
}
