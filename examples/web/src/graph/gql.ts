/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "fragment Feil on Registerfeil {\n  kode\n  melding\n  betydning\n  kilde\n  opphav\n  kanProevesIgjen\n  ... on KildeUtilgjengelig {\n    proevIgjenOm\n  }\n}": typeof types.FeilFragmentDoc,
    "query Enhet($organisasjonsnummer: ID!) {\n  enhet(organisasjonsnummer: $organisasjonsnummer) {\n    basisdata {\n      ...Feil\n      ... on Basisdata {\n        ...EnhetDetails\n      }\n      ... on SlettetSomDublett {\n        korrektEnhet {\n          organisasjonsnummer\n        }\n        data {\n          ...Enhetsnavn\n        }\n      }\n      ... on SlettetSomSammenslaatt {\n        korrektEnhet {\n          organisasjonsnummer\n        }\n        data {\n          ...Enhetsnavn\n        }\n      }\n      ... on HarRegistreringsenhet {\n        registreringsenhet {\n          organisasjonsnummer\n        }\n        data {\n          ...Enhetsnavn\n        }\n      }\n      ... on EnhetErBedrift {\n        juridiskEnhet {\n          organisasjonsnummer\n        }\n      }\n    }\n  }\n}\n\nfragment EnhetDetails on Basisdata {\n  enhet {\n    organisasjonsnummer\n  }\n  navn\n  prosessDato\n  registreringsdato\n  organisasjonsform {\n    kode\n    beskrivelse\n  }\n  forretningsadresse {\n    ...Adresse\n  }\n  postadresse {\n    ...Adresse\n  }\n}\n\nfragment Adresse on EnhetAdresse {\n  adresselinjer\n  postnummer\n  poststed\n  land\n}\n\nfragment Enhetsnavn on Enhetsdata {\n  enhet {\n    organisasjonsnummer\n  }\n  ... on Basisdata {\n    navn\n  }\n}": typeof types.EnhetDocument,
    "mutation CreateKontaktinformation($input: CreateKontaktinformationInput!) {\n  createKontaktinformation(input: $input) {\n    ...Feil\n    ... on KontaktinformationGemt {\n      borger {\n        ...BorgersKontaktinformation\n      }\n    }\n  }\n}": typeof types.CreateKontaktinformationDocument,
    "mutation GetVerifikationskode($input: GetVerifikationskodeInput!) {\n  getVerifikationskode(input: $input) {\n    ...Feil\n  }\n}": typeof types.GetVerifikationskodeDocument,
    "query Kontaktinformation($cpr: ID!) {\n  borger(cpr: $cpr) {\n    ...BorgersKontaktinformation\n  }\n}\n\nfragment BorgersKontaktinformation on Borger {\n  kontaktinformation {\n    ...Feil\n    ... on Kontaktinformationer {\n      kontaktinformation {\n        ...Kontaktdata\n      }\n    }\n  }\n}\n\nfragment Kontaktdata on Kontaktinformation {\n  kontaktdata\n  kontaktdataType\n  kontaktdataTypeKode\n  kontaktdatastatus\n}": typeof types.KontaktinformationDocument,
    "mutation SletKontaktinformation($input: SletKontaktinformationInput!) {\n  sletKontaktinformation(input: $input) {\n    ...Feil\n    ... on KontaktinformationGemt {\n      borger {\n        ...BorgersKontaktinformation\n      }\n    }\n  }\n}": typeof types.SletKontaktinformationDocument,
    "mutation VerificerKontaktinformation($input: VerificerKontaktinformationInput!) {\n  verificerKontaktinformation(input: $input) {\n    ...Feil\n    ... on KontaktinformationVerificeret {\n      borger {\n        ...BorgersKontaktinformation\n      }\n    }\n  }\n}": typeof types.VerificerKontaktinformationDocument,
    "query KanVelgeSikkerDigitalPostkasse($personidentifikator: ID!) {\n  innbygger(personidentifikator: $personidentifikator) {\n    kanVelgeSikkerDigitalPostkasse {\n      ...Feil\n    }\n  }\n}": typeof types.KanVelgeSikkerDigitalPostkasseDocument,
    "mutation OpprettOgVelgSikkerDigitalPostkasse($input: PostkasseInput!) {\n  opprettOgVelgSikkerDigitalPostkasse(input: $input) {\n    ...Feil\n    ... on PostkasseOppdatert {\n      innbygger {\n        kontaktregister {\n          ...Feil\n          ... on Kontaktregisteroppfoering {\n            digitalPost {\n              ...Postkasse\n            }\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment Postkasse on DigitalPost {\n  postkasseadresse\n  postkasseleverandoer {\n    organisasjonsnummer\n    basisdata {\n      ...Feil\n      ... on Basisdata {\n        navn\n      }\n    }\n  }\n}": typeof types.OpprettOgVelgSikkerDigitalPostkasseDocument,
};
const documents: Documents = {
    "fragment Feil on Registerfeil {\n  kode\n  melding\n  betydning\n  kilde\n  opphav\n  kanProevesIgjen\n  ... on KildeUtilgjengelig {\n    proevIgjenOm\n  }\n}": types.FeilFragmentDoc,
    "query Enhet($organisasjonsnummer: ID!) {\n  enhet(organisasjonsnummer: $organisasjonsnummer) {\n    basisdata {\n      ...Feil\n      ... on Basisdata {\n        ...EnhetDetails\n      }\n      ... on SlettetSomDublett {\n        korrektEnhet {\n          organisasjonsnummer\n        }\n        data {\n          ...Enhetsnavn\n        }\n      }\n      ... on SlettetSomSammenslaatt {\n        korrektEnhet {\n          organisasjonsnummer\n        }\n        data {\n          ...Enhetsnavn\n        }\n      }\n      ... on HarRegistreringsenhet {\n        registreringsenhet {\n          organisasjonsnummer\n        }\n        data {\n          ...Enhetsnavn\n        }\n      }\n      ... on EnhetErBedrift {\n        juridiskEnhet {\n          organisasjonsnummer\n        }\n      }\n    }\n  }\n}\n\nfragment EnhetDetails on Basisdata {\n  enhet {\n    organisasjonsnummer\n  }\n  navn\n  prosessDato\n  registreringsdato\n  organisasjonsform {\n    kode\n    beskrivelse\n  }\n  forretningsadresse {\n    ...Adresse\n  }\n  postadresse {\n    ...Adresse\n  }\n}\n\nfragment Adresse on EnhetAdresse {\n  adresselinjer\n  postnummer\n  poststed\n  land\n}\n\nfragment Enhetsnavn on Enhetsdata {\n  enhet {\n    organisasjonsnummer\n  }\n  ... on Basisdata {\n    navn\n  }\n}": types.EnhetDocument,
    "mutation CreateKontaktinformation($input: CreateKontaktinformationInput!) {\n  createKontaktinformation(input: $input) {\n    ...Feil\n    ... on KontaktinformationGemt {\n      borger {\n        ...BorgersKontaktinformation\n      }\n    }\n  }\n}": types.CreateKontaktinformationDocument,
    "mutation GetVerifikationskode($input: GetVerifikationskodeInput!) {\n  getVerifikationskode(input: $input) {\n    ...Feil\n  }\n}": types.GetVerifikationskodeDocument,
    "query Kontaktinformation($cpr: ID!) {\n  borger(cpr: $cpr) {\n    ...BorgersKontaktinformation\n  }\n}\n\nfragment BorgersKontaktinformation on Borger {\n  kontaktinformation {\n    ...Feil\n    ... on Kontaktinformationer {\n      kontaktinformation {\n        ...Kontaktdata\n      }\n    }\n  }\n}\n\nfragment Kontaktdata on Kontaktinformation {\n  kontaktdata\n  kontaktdataType\n  kontaktdataTypeKode\n  kontaktdatastatus\n}": types.KontaktinformationDocument,
    "mutation SletKontaktinformation($input: SletKontaktinformationInput!) {\n  sletKontaktinformation(input: $input) {\n    ...Feil\n    ... on KontaktinformationGemt {\n      borger {\n        ...BorgersKontaktinformation\n      }\n    }\n  }\n}": types.SletKontaktinformationDocument,
    "mutation VerificerKontaktinformation($input: VerificerKontaktinformationInput!) {\n  verificerKontaktinformation(input: $input) {\n    ...Feil\n    ... on KontaktinformationVerificeret {\n      borger {\n        ...BorgersKontaktinformation\n      }\n    }\n  }\n}": types.VerificerKontaktinformationDocument,
    "query KanVelgeSikkerDigitalPostkasse($personidentifikator: ID!) {\n  innbygger(personidentifikator: $personidentifikator) {\n    kanVelgeSikkerDigitalPostkasse {\n      ...Feil\n    }\n  }\n}": types.KanVelgeSikkerDigitalPostkasseDocument,
    "mutation OpprettOgVelgSikkerDigitalPostkasse($input: PostkasseInput!) {\n  opprettOgVelgSikkerDigitalPostkasse(input: $input) {\n    ...Feil\n    ... on PostkasseOppdatert {\n      innbygger {\n        kontaktregister {\n          ...Feil\n          ... on Kontaktregisteroppfoering {\n            digitalPost {\n              ...Postkasse\n            }\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment Postkasse on DigitalPost {\n  postkasseadresse\n  postkasseleverandoer {\n    organisasjonsnummer\n    basisdata {\n      ...Feil\n      ... on Basisdata {\n        navn\n      }\n    }\n  }\n}": types.OpprettOgVelgSikkerDigitalPostkasseDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment Feil on Registerfeil {\n  kode\n  melding\n  betydning\n  kilde\n  opphav\n  kanProevesIgjen\n  ... on KildeUtilgjengelig {\n    proevIgjenOm\n  }\n}"): (typeof documents)["fragment Feil on Registerfeil {\n  kode\n  melding\n  betydning\n  kilde\n  opphav\n  kanProevesIgjen\n  ... on KildeUtilgjengelig {\n    proevIgjenOm\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Enhet($organisasjonsnummer: ID!) {\n  enhet(organisasjonsnummer: $organisasjonsnummer) {\n    basisdata {\n      ...Feil\n      ... on Basisdata {\n        ...EnhetDetails\n      }\n      ... on SlettetSomDublett {\n        korrektEnhet {\n          organisasjonsnummer\n        }\n        data {\n          ...Enhetsnavn\n        }\n      }\n      ... on SlettetSomSammenslaatt {\n        korrektEnhet {\n          organisasjonsnummer\n        }\n        data {\n          ...Enhetsnavn\n        }\n      }\n      ... on HarRegistreringsenhet {\n        registreringsenhet {\n          organisasjonsnummer\n        }\n        data {\n          ...Enhetsnavn\n        }\n      }\n      ... on EnhetErBedrift {\n        juridiskEnhet {\n          organisasjonsnummer\n        }\n      }\n    }\n  }\n}\n\nfragment EnhetDetails on Basisdata {\n  enhet {\n    organisasjonsnummer\n  }\n  navn\n  prosessDato\n  registreringsdato\n  organisasjonsform {\n    kode\n    beskrivelse\n  }\n  forretningsadresse {\n    ...Adresse\n  }\n  postadresse {\n    ...Adresse\n  }\n}\n\nfragment Adresse on EnhetAdresse {\n  adresselinjer\n  postnummer\n  poststed\n  land\n}\n\nfragment Enhetsnavn on Enhetsdata {\n  enhet {\n    organisasjonsnummer\n  }\n  ... on Basisdata {\n    navn\n  }\n}"): (typeof documents)["query Enhet($organisasjonsnummer: ID!) {\n  enhet(organisasjonsnummer: $organisasjonsnummer) {\n    basisdata {\n      ...Feil\n      ... on Basisdata {\n        ...EnhetDetails\n      }\n      ... on SlettetSomDublett {\n        korrektEnhet {\n          organisasjonsnummer\n        }\n        data {\n          ...Enhetsnavn\n        }\n      }\n      ... on SlettetSomSammenslaatt {\n        korrektEnhet {\n          organisasjonsnummer\n        }\n        data {\n          ...Enhetsnavn\n        }\n      }\n      ... on HarRegistreringsenhet {\n        registreringsenhet {\n          organisasjonsnummer\n        }\n        data {\n          ...Enhetsnavn\n        }\n      }\n      ... on EnhetErBedrift {\n        juridiskEnhet {\n          organisasjonsnummer\n        }\n      }\n    }\n  }\n}\n\nfragment EnhetDetails on Basisdata {\n  enhet {\n    organisasjonsnummer\n  }\n  navn\n  prosessDato\n  registreringsdato\n  organisasjonsform {\n    kode\n    beskrivelse\n  }\n  forretningsadresse {\n    ...Adresse\n  }\n  postadresse {\n    ...Adresse\n  }\n}\n\nfragment Adresse on EnhetAdresse {\n  adresselinjer\n  postnummer\n  poststed\n  land\n}\n\nfragment Enhetsnavn on Enhetsdata {\n  enhet {\n    organisasjonsnummer\n  }\n  ... on Basisdata {\n    navn\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateKontaktinformation($input: CreateKontaktinformationInput!) {\n  createKontaktinformation(input: $input) {\n    ...Feil\n    ... on KontaktinformationGemt {\n      borger {\n        ...BorgersKontaktinformation\n      }\n    }\n  }\n}"): (typeof documents)["mutation CreateKontaktinformation($input: CreateKontaktinformationInput!) {\n  createKontaktinformation(input: $input) {\n    ...Feil\n    ... on KontaktinformationGemt {\n      borger {\n        ...BorgersKontaktinformation\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation GetVerifikationskode($input: GetVerifikationskodeInput!) {\n  getVerifikationskode(input: $input) {\n    ...Feil\n  }\n}"): (typeof documents)["mutation GetVerifikationskode($input: GetVerifikationskodeInput!) {\n  getVerifikationskode(input: $input) {\n    ...Feil\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Kontaktinformation($cpr: ID!) {\n  borger(cpr: $cpr) {\n    ...BorgersKontaktinformation\n  }\n}\n\nfragment BorgersKontaktinformation on Borger {\n  kontaktinformation {\n    ...Feil\n    ... on Kontaktinformationer {\n      kontaktinformation {\n        ...Kontaktdata\n      }\n    }\n  }\n}\n\nfragment Kontaktdata on Kontaktinformation {\n  kontaktdata\n  kontaktdataType\n  kontaktdataTypeKode\n  kontaktdatastatus\n}"): (typeof documents)["query Kontaktinformation($cpr: ID!) {\n  borger(cpr: $cpr) {\n    ...BorgersKontaktinformation\n  }\n}\n\nfragment BorgersKontaktinformation on Borger {\n  kontaktinformation {\n    ...Feil\n    ... on Kontaktinformationer {\n      kontaktinformation {\n        ...Kontaktdata\n      }\n    }\n  }\n}\n\nfragment Kontaktdata on Kontaktinformation {\n  kontaktdata\n  kontaktdataType\n  kontaktdataTypeKode\n  kontaktdatastatus\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SletKontaktinformation($input: SletKontaktinformationInput!) {\n  sletKontaktinformation(input: $input) {\n    ...Feil\n    ... on KontaktinformationGemt {\n      borger {\n        ...BorgersKontaktinformation\n      }\n    }\n  }\n}"): (typeof documents)["mutation SletKontaktinformation($input: SletKontaktinformationInput!) {\n  sletKontaktinformation(input: $input) {\n    ...Feil\n    ... on KontaktinformationGemt {\n      borger {\n        ...BorgersKontaktinformation\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation VerificerKontaktinformation($input: VerificerKontaktinformationInput!) {\n  verificerKontaktinformation(input: $input) {\n    ...Feil\n    ... on KontaktinformationVerificeret {\n      borger {\n        ...BorgersKontaktinformation\n      }\n    }\n  }\n}"): (typeof documents)["mutation VerificerKontaktinformation($input: VerificerKontaktinformationInput!) {\n  verificerKontaktinformation(input: $input) {\n    ...Feil\n    ... on KontaktinformationVerificeret {\n      borger {\n        ...BorgersKontaktinformation\n      }\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query KanVelgeSikkerDigitalPostkasse($personidentifikator: ID!) {\n  innbygger(personidentifikator: $personidentifikator) {\n    kanVelgeSikkerDigitalPostkasse {\n      ...Feil\n    }\n  }\n}"): (typeof documents)["query KanVelgeSikkerDigitalPostkasse($personidentifikator: ID!) {\n  innbygger(personidentifikator: $personidentifikator) {\n    kanVelgeSikkerDigitalPostkasse {\n      ...Feil\n    }\n  }\n}"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation OpprettOgVelgSikkerDigitalPostkasse($input: PostkasseInput!) {\n  opprettOgVelgSikkerDigitalPostkasse(input: $input) {\n    ...Feil\n    ... on PostkasseOppdatert {\n      innbygger {\n        kontaktregister {\n          ...Feil\n          ... on Kontaktregisteroppfoering {\n            digitalPost {\n              ...Postkasse\n            }\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment Postkasse on DigitalPost {\n  postkasseadresse\n  postkasseleverandoer {\n    organisasjonsnummer\n    basisdata {\n      ...Feil\n      ... on Basisdata {\n        navn\n      }\n    }\n  }\n}"): (typeof documents)["mutation OpprettOgVelgSikkerDigitalPostkasse($input: PostkasseInput!) {\n  opprettOgVelgSikkerDigitalPostkasse(input: $input) {\n    ...Feil\n    ... on PostkasseOppdatert {\n      innbygger {\n        kontaktregister {\n          ...Feil\n          ... on Kontaktregisteroppfoering {\n            digitalPost {\n              ...Postkasse\n            }\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment Postkasse on DigitalPost {\n  postkasseadresse\n  postkasseleverandoer {\n    organisasjonsnummer\n    basisdata {\n      ...Feil\n      ... on Basisdata {\n        navn\n      }\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;