import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { expect } from 'vitest';
import * as typed from '../../examples/typed/graphql.ts';
import type { RunningGateway } from './gateway.ts';

/** A member of any of the unions, as far as all of them are alike. */
export interface Svar {
  readonly __typename: string;
  readonly kode?: string;
  readonly melding?: string;
  readonly kilde?: string;
  readonly opphav?: string;
  readonly kanProevesIgjen?: boolean;
  readonly proevIgjenOm?: number | null;
  readonly feiltekst?: string;
  readonly mangler?: readonly { readonly kode: string; readonly opplysning: string; readonly melding: string }[];
  readonly korrektEnhet?: { readonly organisasjonsnummer: string } | null;
  readonly registreringsenhet?: { readonly organisasjonsnummer: string } | null;
  readonly juridiskEnhet?: { readonly organisasjonsnummer: string } | null;
  readonly data?: {
    readonly __typename: string;
    readonly enhet: { readonly organisasjonsnummer: string };
    readonly mangler: readonly { readonly kode: string }[];
  };
}

export type Read = (gateway: RunningGateway, key: string) => Promise<Svar>;

/** One example operation for a field; `key` is all that differs between two questions. */
export function read<Data, Variables>(
  document: TypedDocumentNode<Data, Variables>,
  variablesOf: (key: string) => Variables,
  answerOf: (data: Data) => Svar | null | undefined,
): Read {
  return async (gateway, key) => {
    const { data, errors } = await gateway.ask(document, variablesOf(key));
    expect(errors).toBeUndefined();
    const svar = data && answerOf(data);
    if (!svar) throw new Error('the field is null');
    return svar;
  };
}

const cpr = (key: string) => ({ cpr: key });
const person = (key: string) => ({ personidentifikator: key });
const unit = (key: string) => ({ organisasjonsnummer: key });

export const ENHET_READS = {
  'Enhet.basisdata': read(typed.BasisdataDocument, unit, ({ enhet }) => enhet?.basisdata),
  'Enhet.basisdataUtvidet': read(typed.BasisdataUtvidetDocument, unit, ({ enhet }) => enhet?.basisdataUtvidet),
  'Enhet.kontaktdata': read(typed.EnhetKontaktdataDocument, unit, ({ enhet }) => enhet?.kontaktdata),
  'Enhet.saerligeOpplysninger': read(
    typed.SaerligeOpplysningerDocument,
    unit,
    ({ enhet }) => enhet?.saerligeOpplysninger,
  ),
  'Enhet.tilknyttedeOpplysninger': read(
    typed.TilknyttedeOpplysningerDocument,
    unit,
    ({ enhet }) => enhet?.tilknyttedeOpplysninger,
  ),
  'Enhet.roller': read(typed.RollerDocument, unit, ({ enhet }) => enhet?.roller),
  'Enhet.fullmakt': read(typed.FullmaktDocument, unit, ({ enhet }) => enhet?.fullmakt),
  'Enhet.tilstand': read(typed.TilstandDocument, unit, ({ enhet }) => enhet?.tilstand),
  'Enhet.frivillighet': read(typed.FrivillighetDocument, unit, ({ enhet }) => enhet?.frivillighet),
  'Enhet.bedrift': read(typed.BedriftDocument, unit, ({ enhet }) => enhet?.bedrift),
  'Enhet.bedrifter': read(typed.BedrifterDocument, unit, ({ enhet }) => enhet?.bedrifter),
};

/** What only the register's REST service is asked for. */
export const REST_READS = {
  'Enhet.konsernstruktur': read(typed.KonsernstrukturDocument, unit, ({ enhet }) => enhet?.konsernstruktur),
  'Enhet.juridiskeRoller': read(typed.JuridiskeRollerDocument, unit, ({ enhet }) => enhet?.juridiskeRoller),
};

/** Every field that asks a register, by the name that dokumenterteFeil gives it. */
export const READS = {
  'Borger.kontaktinformation': read(typed.KontaktinformationDocument, cpr, ({ borger }) => borger?.kontaktinformation),
  'Query.borgereMedMobiltelefon': read(
    typed.BorgereMedMobiltelefonDocument,
    (mobiltelefon) => ({ mobiltelefon }),
    (data) => data.borgereMedMobiltelefon,
  ),
  'Query.borgereMedEmail': read(
    typed.BorgereMedEmailDocument,
    (email) => ({ email }),
    (data) => data.borgereMedEmail,
  ),
  'Innbygger.kanVelgeSikkerDigitalPostkasse': read(
    typed.KanVelgeSikkerDigitalPostkasseDocument,
    person,
    ({ innbygger }) => innbygger?.kanVelgeSikkerDigitalPostkasse,
  ),
  'Innbygger.kontaktregister': read(
    typed.KontaktregisterDocument,
    person,
    ({ innbygger }) => innbygger?.kontaktregister,
  ),
  'Innbygger.rolleutskrift': read(typed.RolleutskriftDocument, person, ({ innbygger }) => innbygger?.rolleutskrift),
  ...ENHET_READS,
  ...REST_READS,
  'Query.sokEnhet': read(
    typed.SokEnhetDocument,
    (soekestreng) => ({ soek: { soekestreng } }),
    ({ sokEnhet }) => sokEnhet,
  ),
  'Query.endringslogg': read(
    typed.EndringsloggDocument,
    () => ({}),
    ({ endringslogg }) => endringslogg,
  ),
};

export type OperationField = keyof typeof READS;
