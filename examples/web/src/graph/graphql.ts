/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Contact data to store: each kind at most once; kinds that are not named stay as they are. */
export type CreateKontaktinformationInput = {
  /** The cpr: ten digits, as people write them: `010150-5006`, `010150 5006`. */
  cpr: string;
  /** What to store: one to three entries, each of another kind. */
  kontaktinformation: Array<KontaktdataInput>;
};

/** The kind of contact data to verify. */
export type GetVerifikationskodeInput = {
  /** The cpr: ten digits, as people write them: `010150-5006`, `010150 5006`. */
  cpr: string;
  /** Which kind of contact data it is. UKENDT is refused with 9153. */
  kontaktdataType: KontaktdataType;
};

/** The public registers behind this graph, and the gateway’s own records. Answered only: another subgraph may add values of its own. */
export type Kilde =
  /** Enhetsregisteret and Frivillighetsregisteret by their REST services: the business register, Norway. */
  | 'ENHETSREGISTERET'
  /** grunndataWS: the business register, Norway. */
  | 'GRUNNDATA'
  /** The gateway’s own records of who has asked about whom. */
  | 'INNSYNSLOGG'
  /** KRR over REST: the contact register, Norway. */
  | 'KRR'
  /** Oppslagstjenesten and postkasseleverandoer-v1: the contact register and digital mailboxes, Norway. */
  | 'OPPSLAGSTJENESTEN'
  /** STAR kontaktinformation: citizens’ contact information, Denmark. */
  | 'STAR';

/** One kind of contact data and its value. */
export type KontaktdataInput = {
  /** The number or the mail address, at most 512 characters; never empty, for deleting is sletKontaktinformation. Surrounding spaces are left out, and of a phone number the spaces and dashes in it. */
  kontaktdata: string;
  /** Which kind of contact data it is. UKENDT is refused with 9153. */
  kontaktdataType: KontaktdataType;
};

/** Whether the citizen has proved that it is theirs. STAR: KontaktdataStatusCodelList. */
export type KontaktdataStatus =
  /** The citizen has not proved that it is theirs, or the value has changed since. */
  | 'IKKE_VERIFICERET'
  /** A status that the configured code list does not hold. Answered only: a write of it is refused with 9193. */
  | 'UKENDT'
  /** The citizen has proved by a code that it is theirs. */
  | 'VERIFICERET';

/** What kind of contact data it is. STAR: KontaktdataCodelList, whose numbers the gateway is configured with. */
export type KontaktdataType =
  /** The number of a landline. */
  | 'FASTNET_TELEFON'
  /** A mail address. */
  | 'MAILADRESSE'
  /** A mobile number. */
  | 'MOBILTELEFON'
  /** A kind that the configured code list does not hold. Answered only: a write of it is refused with 9153. */
  | 'UKENDT';

/** Who decided: the source itself, or the gateway’s own check before any call was made. */
export type Opphav =
  /** The gateway’s own check, before any call was made. */
  | 'GATEWAY'
  /** The source answered so. */
  | 'KILDE';

/** A mailbox of a supplier for a person. */
export type PostkasseInput = {
  /** The fødselsnummer or D-number: eleven digits, as people write them: `018170 11000`. */
  personidentifikator: string;
  /** 8 to 100 characters; surrounding spaces are trimmed. */
  postkasseadresse: string;
  /** The supplier in the business register: nine digits, as people write them: `311 000 012`, `0192:311000012`. */
  postkasseleverandoerOrgNummer: string;
  /** Base64 of one DER certificate. Left out or null: none is sent, and whether the register keeps the one it has is not documented. */
  x509Sertifikat?: string | null | undefined;
};

/** The kind of contact data to delete. */
export type SletKontaktinformationInput = {
  /** The cpr: ten digits, as people write them: `010150-5006`, `010150 5006`. */
  cpr: string;
  /** Which kind of contact data it is. UKENDT is refused with 9153. */
  kontaktdataType: KontaktdataType;
};

/** The code that the citizen got. */
export type VerificerKontaktinformationInput = {
  /** The cpr: ten digits, as people write them: `010150-5006`, `010150 5006`. */
  cpr: string;
  /** Which kind of contact data it is. UKENDT is refused with 9153. */
  kontaktdataType: KontaktdataType;
  /** The code that STAR has sent the citizen, as text: leading zeros count. At most 64 characters; surrounding spaces are left out. */
  verifikationskode: string;
};

type Feil_AlleredeAktiv_Fragment = { __typename: 'AlleredeAktiv', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_AlleredeVerificeret_Fragment = { __typename: 'AlleredeVerificeret', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_BorgerErDoed_Fragment = { __typename: 'BorgerErDoed', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_BrukerIkkeFunnet_Fragment = { __typename: 'BrukerIkkeFunnet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_BrukerReservert_Fragment = { __typename: 'BrukerReservert', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_EmailHarHuskeserviceAbonnement_Fragment = { __typename: 'EmailHarHuskeserviceAbonnement', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_EnhetAldriOpprettet_Fragment = { __typename: 'EnhetAldriOpprettet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_EnhetErBedrift_Fragment = { __typename: 'EnhetErBedrift', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_EnhetErIkkeBedrift_Fragment = { __typename: 'EnhetErIkkeBedrift', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_EnhetErRegistreringsenhet_Fragment = { __typename: 'EnhetErRegistreringsenhet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_EnhetSlettet_Fragment = { __typename: 'EnhetSlettet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_FeiletUtenBeskrivelse_Fragment = { __typename: 'FeiletUtenBeskrivelse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_GrunndataFeilBrukernavnEllerPassord_Fragment = { __typename: 'GrunndataFeilBrukernavnEllerPassord', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_GrunndataManglerAutorisasjon_Fragment = { __typename: 'GrunndataManglerAutorisasjon', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_GrunndataUventetFeil_Fragment = { __typename: 'GrunndataUventetFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_HarRegistreringsenhet_Fragment = { __typename: 'HarRegistreringsenhet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_IkkeAktueltCpr_Fragment = { __typename: 'IkkeAktueltCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_IkkeIFrivillighetsregisteret_Fragment = { __typename: 'IkkeIFrivillighetsregisteret', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_IngenEndringer_Fragment = { __typename: 'IngenEndringer', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_IngenKontaktinformation_Fragment = { __typename: 'IngenKontaktinformation', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_IngenKontakttypeTilVerificering_Fragment = { __typename: 'IngenKontakttypeTilVerificering', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_IngenPostboksFunnet_Fragment = { __typename: 'IngenPostboksFunnet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_KanIkkeVelgePostkasse_Fragment = { __typename: 'KanIkkeVelgePostkasse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_KildeUtilgjengelig_Fragment = { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_KorrektEnhetSlettet_Fragment = { __typename: 'KorrektEnhetSlettet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_OrgnrIkkeGitt_Fragment = { __typename: 'OrgnrIkkeGitt', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_PersonDoed_Fragment = { __typename: 'PersonDoed', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_PersonHarVerge_Fragment = { __typename: 'PersonHarVerge', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_PersonIkkeFunnet_Fragment = { __typename: 'PersonIkkeFunnet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_PersonUgyldig_Fragment = { __typename: 'PersonUgyldig', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_PostkasseEksistererAllerede_Fragment = { __typename: 'PostkasseEksistererAllerede', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_SlettetSomDublett_Fragment = { __typename: 'SlettetSomDublett', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_SlettetSomSammenslaatt_Fragment = { __typename: 'SlettetSomSammenslaatt', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_SoekValideringsfeil_Fragment = { __typename: 'SoekValideringsfeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_StarIkkeAutoriseret_Fragment = { __typename: 'StarIkkeAutoriseret', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_StarLogonFejlede_Fragment = { __typename: 'StarLogonFejlede', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_StarManglendeRettigheder_Fragment = { __typename: 'StarManglendeRettigheder', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_StarOpsaetningsfejl_Fragment = { __typename: 'StarOpsaetningsfejl', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_StarUgyldigMeddelelse_Fragment = { __typename: 'StarUgyldigMeddelelse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UdokumentertFeil_Fragment = { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UgyldigCpr_Fragment = { __typename: 'UgyldigCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UgyldigEmail_Fragment = { __typename: 'UgyldigEmail', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UgyldigEpostadresse_Fragment = { __typename: 'UgyldigEpostadresse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UgyldigKontaktdataStatus_Fragment = { __typename: 'UgyldigKontaktdataStatus', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UgyldigKontaktdataType_Fragment = { __typename: 'UgyldigKontaktdataType', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UgyldigMobiltelefon_Fragment = { __typename: 'UgyldigMobiltelefon', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UgyldigOrganisasjonsnummer_Fragment = { __typename: 'UgyldigOrganisasjonsnummer', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UgyldigOrganisasjonsnummerFormat_Fragment = { __typename: 'UgyldigOrganisasjonsnummerFormat', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UgyldigOrgnr_Fragment = { __typename: 'UgyldigOrgnr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UgyldigPersonnummer_Fragment = { __typename: 'UgyldigPersonnummer', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UgyldigSertifikat_Fragment = { __typename: 'UgyldigSertifikat', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UgyldigTelefon_Fragment = { __typename: 'UgyldigTelefon', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UkendtAKasseKode_Fragment = { __typename: 'UkendtAKasseKode', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UkendtCpr_Fragment = { __typename: 'UkendtCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UkendtCvKundenummer_Fragment = { __typename: 'UkendtCvKundenummer', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UkendtJobcenterKode_Fragment = { __typename: 'UkendtJobcenterKode', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_UkjentIdentifikator_Fragment = { __typename: 'UkjentIdentifikator', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_VerificeringAfvist_Fragment = { __typename: 'VerificeringAfvist', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

type Feil_VerificeringIkkeTilladt_Fragment = { __typename: 'VerificeringIkkeTilladt', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean };

export type FeilFragment =
  | Feil_AlleredeAktiv_Fragment
  | Feil_AlleredeVerificeret_Fragment
  | Feil_BorgerErDoed_Fragment
  | Feil_BrukerIkkeFunnet_Fragment
  | Feil_BrukerReservert_Fragment
  | Feil_EmailHarHuskeserviceAbonnement_Fragment
  | Feil_EnhetAldriOpprettet_Fragment
  | Feil_EnhetErBedrift_Fragment
  | Feil_EnhetErIkkeBedrift_Fragment
  | Feil_EnhetErRegistreringsenhet_Fragment
  | Feil_EnhetSlettet_Fragment
  | Feil_FeiletUtenBeskrivelse_Fragment
  | Feil_GrunndataFeilBrukernavnEllerPassord_Fragment
  | Feil_GrunndataManglerAutorisasjon_Fragment
  | Feil_GrunndataUventetFeil_Fragment
  | Feil_HarRegistreringsenhet_Fragment
  | Feil_IkkeAktueltCpr_Fragment
  | Feil_IkkeIFrivillighetsregisteret_Fragment
  | Feil_IngenEndringer_Fragment
  | Feil_IngenKontaktinformation_Fragment
  | Feil_IngenKontakttypeTilVerificering_Fragment
  | Feil_IngenPostboksFunnet_Fragment
  | Feil_KanIkkeVelgePostkasse_Fragment
  | Feil_KildeUtilgjengelig_Fragment
  | Feil_KorrektEnhetSlettet_Fragment
  | Feil_OrgnrIkkeGitt_Fragment
  | Feil_PersonDoed_Fragment
  | Feil_PersonHarVerge_Fragment
  | Feil_PersonIkkeFunnet_Fragment
  | Feil_PersonUgyldig_Fragment
  | Feil_PostkasseEksistererAllerede_Fragment
  | Feil_SlettetSomDublett_Fragment
  | Feil_SlettetSomSammenslaatt_Fragment
  | Feil_SoekValideringsfeil_Fragment
  | Feil_StarIkkeAutoriseret_Fragment
  | Feil_StarLogonFejlede_Fragment
  | Feil_StarManglendeRettigheder_Fragment
  | Feil_StarOpsaetningsfejl_Fragment
  | Feil_StarUgyldigMeddelelse_Fragment
  | Feil_UdokumentertFeil_Fragment
  | Feil_UgyldigCpr_Fragment
  | Feil_UgyldigEmail_Fragment
  | Feil_UgyldigEpostadresse_Fragment
  | Feil_UgyldigKontaktdataStatus_Fragment
  | Feil_UgyldigKontaktdataType_Fragment
  | Feil_UgyldigMobiltelefon_Fragment
  | Feil_UgyldigOrganisasjonsnummer_Fragment
  | Feil_UgyldigOrganisasjonsnummerFormat_Fragment
  | Feil_UgyldigOrgnr_Fragment
  | Feil_UgyldigPersonnummer_Fragment
  | Feil_UgyldigSertifikat_Fragment
  | Feil_UgyldigTelefon_Fragment
  | Feil_UkendtAKasseKode_Fragment
  | Feil_UkendtCpr_Fragment
  | Feil_UkendtCvKundenummer_Fragment
  | Feil_UkendtJobcenterKode_Fragment
  | Feil_UkjentIdentifikator_Fragment
  | Feil_VerificeringAfvist_Fragment
  | Feil_VerificeringIkkeTilladt_Fragment
;

export type EnhetQueryVariables = Exact<{
  organisasjonsnummer: string;
}>;


export type EnhetQuery = { __typename: 'Query', enhet: { __typename: 'Enhet', basisdata:
      | { __typename: 'Basisdata', navn: string, prosessDato: string, registreringsdato: string | null, enhet: { __typename: 'Enhet', organisasjonsnummer: string }, organisasjonsform: { __typename: 'Organisasjonsform', kode: string, beskrivelse: string } | null, forretningsadresse: { __typename: 'EnhetAdresse', adresselinjer: Array<string>, postnummer: string | null, poststed: string | null, land: string | null } | null, postadresse: { __typename: 'EnhetAdresse', adresselinjer: Array<string>, postnummer: string | null, poststed: string | null, land: string | null } | null }
      | { __typename: 'EnhetAldriOpprettet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'EnhetErBedrift', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean, juridiskEnhet: { __typename: 'Enhet', organisasjonsnummer: string } | null }
      | { __typename: 'EnhetErRegistreringsenhet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'EnhetSlettet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'GrunndataFeilBrukernavnEllerPassord', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'GrunndataManglerAutorisasjon', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'GrunndataUventetFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'HarRegistreringsenhet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean, registreringsenhet: { __typename: 'Enhet', organisasjonsnummer: string } | null, data:
          | { __typename: 'Basisdata', navn: string, enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'BasisdataUtvidet', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Bedrift', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Bedrifter', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'EnhetKontaktdata', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Enhetstilstander', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Frivillighet', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Fullmakt', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'JuridiskeRoller', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Konsernstruktur', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Roller', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'SaerligeOpplysninger', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'TilknyttedeOpplysninger', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
         }
      | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'KorrektEnhetSlettet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'OrgnrIkkeGitt', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'SlettetSomDublett', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean, korrektEnhet: { __typename: 'Enhet', organisasjonsnummer: string } | null, data:
          | { __typename: 'Basisdata', navn: string, enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'BasisdataUtvidet', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Bedrift', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Bedrifter', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'EnhetKontaktdata', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Enhetstilstander', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Frivillighet', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Fullmakt', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'JuridiskeRoller', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Konsernstruktur', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Roller', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'SaerligeOpplysninger', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'TilknyttedeOpplysninger', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
         }
      | { __typename: 'SlettetSomSammenslaatt', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean, korrektEnhet: { __typename: 'Enhet', organisasjonsnummer: string } | null, data:
          | { __typename: 'Basisdata', navn: string, enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'BasisdataUtvidet', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Bedrift', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Bedrifter', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'EnhetKontaktdata', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Enhetstilstander', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Frivillighet', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Fullmakt', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'JuridiskeRoller', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Konsernstruktur', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'Roller', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'SaerligeOpplysninger', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
          | { __typename: 'TilknyttedeOpplysninger', enhet: { __typename: 'Enhet', organisasjonsnummer: string } }
         }
      | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'UgyldigOrganisasjonsnummer', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'UgyldigOrganisasjonsnummerFormat', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
     | null } | null };

export type EnhetDetailsFragment = { __typename: 'Basisdata', navn: string, prosessDato: string, registreringsdato: string | null, enhet: { __typename: 'Enhet', organisasjonsnummer: string }, organisasjonsform: { __typename: 'Organisasjonsform', kode: string, beskrivelse: string } | null, forretningsadresse: { __typename: 'EnhetAdresse', adresselinjer: Array<string>, postnummer: string | null, poststed: string | null, land: string | null } | null, postadresse: { __typename: 'EnhetAdresse', adresselinjer: Array<string>, postnummer: string | null, poststed: string | null, land: string | null } | null };

export type AdresseFragment = { __typename: 'EnhetAdresse', adresselinjer: Array<string>, postnummer: string | null, poststed: string | null, land: string | null };

type Enhetsnavn_Basisdata_Fragment = { __typename: 'Basisdata', navn: string, enhet: { __typename: 'Enhet', organisasjonsnummer: string } };

type Enhetsnavn_BasisdataUtvidet_Fragment = { __typename: 'BasisdataUtvidet', enhet: { __typename: 'Enhet', organisasjonsnummer: string } };

type Enhetsnavn_Bedrift_Fragment = { __typename: 'Bedrift', enhet: { __typename: 'Enhet', organisasjonsnummer: string } };

type Enhetsnavn_Bedrifter_Fragment = { __typename: 'Bedrifter', enhet: { __typename: 'Enhet', organisasjonsnummer: string } };

type Enhetsnavn_EnhetKontaktdata_Fragment = { __typename: 'EnhetKontaktdata', enhet: { __typename: 'Enhet', organisasjonsnummer: string } };

type Enhetsnavn_Enhetstilstander_Fragment = { __typename: 'Enhetstilstander', enhet: { __typename: 'Enhet', organisasjonsnummer: string } };

type Enhetsnavn_Frivillighet_Fragment = { __typename: 'Frivillighet', enhet: { __typename: 'Enhet', organisasjonsnummer: string } };

type Enhetsnavn_Fullmakt_Fragment = { __typename: 'Fullmakt', enhet: { __typename: 'Enhet', organisasjonsnummer: string } };

type Enhetsnavn_JuridiskeRoller_Fragment = { __typename: 'JuridiskeRoller', enhet: { __typename: 'Enhet', organisasjonsnummer: string } };

type Enhetsnavn_Konsernstruktur_Fragment = { __typename: 'Konsernstruktur', enhet: { __typename: 'Enhet', organisasjonsnummer: string } };

type Enhetsnavn_Roller_Fragment = { __typename: 'Roller', enhet: { __typename: 'Enhet', organisasjonsnummer: string } };

type Enhetsnavn_SaerligeOpplysninger_Fragment = { __typename: 'SaerligeOpplysninger', enhet: { __typename: 'Enhet', organisasjonsnummer: string } };

type Enhetsnavn_TilknyttedeOpplysninger_Fragment = { __typename: 'TilknyttedeOpplysninger', enhet: { __typename: 'Enhet', organisasjonsnummer: string } };

export type EnhetsnavnFragment =
  | Enhetsnavn_Basisdata_Fragment
  | Enhetsnavn_BasisdataUtvidet_Fragment
  | Enhetsnavn_Bedrift_Fragment
  | Enhetsnavn_Bedrifter_Fragment
  | Enhetsnavn_EnhetKontaktdata_Fragment
  | Enhetsnavn_Enhetstilstander_Fragment
  | Enhetsnavn_Frivillighet_Fragment
  | Enhetsnavn_Fullmakt_Fragment
  | Enhetsnavn_JuridiskeRoller_Fragment
  | Enhetsnavn_Konsernstruktur_Fragment
  | Enhetsnavn_Roller_Fragment
  | Enhetsnavn_SaerligeOpplysninger_Fragment
  | Enhetsnavn_TilknyttedeOpplysninger_Fragment
;

export type CreateKontaktinformationMutationVariables = Exact<{
  input: CreateKontaktinformationInput;
}>;


export type CreateKontaktinformationMutation = { __typename: 'Mutation', createKontaktinformation:
    | { __typename: 'BorgerErDoed', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'EmailHarHuskeserviceAbonnement', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'IkkeAktueltCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'KontaktinformationGemt', borger: { __typename: 'Borger', kontaktinformation:
          | { __typename: 'IngenKontaktinformation', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'Kontaktinformationer', kontaktinformation: Array<{ __typename: 'Kontaktinformation', kontaktdata: string, kontaktdataType: KontaktdataType, kontaktdataTypeKode: number, kontaktdatastatus: KontaktdataStatus }> }
          | { __typename: 'StarIkkeAutoriseret', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'StarLogonFejlede', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'StarManglendeRettigheder', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'StarOpsaetningsfejl', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'StarUgyldigMeddelelse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'UgyldigCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'UkendtCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
         | null } }
    | { __typename: 'StarIkkeAutoriseret', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarLogonFejlede', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarManglendeRettigheder', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarOpsaetningsfejl', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarUgyldigMeddelelse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigEmail', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigKontaktdataType', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigMobiltelefon', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigTelefon', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UkendtCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
   | null };

export type GetVerifikationskodeMutationVariables = Exact<{
  input: GetVerifikationskodeInput;
}>;


export type GetVerifikationskodeMutation = { __typename: 'Mutation', getVerifikationskode:
    | { __typename: 'AlleredeVerificeret', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'IngenKontaktinformation', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'IngenKontakttypeTilVerificering', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarManglendeRettigheder', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarOpsaetningsfejl', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarUgyldigMeddelelse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigKontaktdataType', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UkendtCvKundenummer', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'VerificeringIkkeTilladt', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'VerifikationskodeSendt' }
   | null };

export type KontaktinformationQueryVariables = Exact<{
  cpr: string;
}>;


export type KontaktinformationQuery = { __typename: 'Query', borger: { __typename: 'Borger', kontaktinformation:
      | { __typename: 'IngenKontaktinformation', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'Kontaktinformationer', kontaktinformation: Array<{ __typename: 'Kontaktinformation', kontaktdata: string, kontaktdataType: KontaktdataType, kontaktdataTypeKode: number, kontaktdatastatus: KontaktdataStatus }> }
      | { __typename: 'StarIkkeAutoriseret', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'StarLogonFejlede', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'StarManglendeRettigheder', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'StarOpsaetningsfejl', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'StarUgyldigMeddelelse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'UgyldigCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'UkendtCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
     | null } | null };

export type BorgersKontaktinformationFragment = { __typename: 'Borger', kontaktinformation:
    | { __typename: 'IngenKontaktinformation', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'Kontaktinformationer', kontaktinformation: Array<{ __typename: 'Kontaktinformation', kontaktdata: string, kontaktdataType: KontaktdataType, kontaktdataTypeKode: number, kontaktdatastatus: KontaktdataStatus }> }
    | { __typename: 'StarIkkeAutoriseret', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarLogonFejlede', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarManglendeRettigheder', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarOpsaetningsfejl', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarUgyldigMeddelelse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UkendtCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
   | null };

export type KontaktdataFragment = { __typename: 'Kontaktinformation', kontaktdata: string, kontaktdataType: KontaktdataType, kontaktdataTypeKode: number, kontaktdatastatus: KontaktdataStatus };

export type SletKontaktinformationMutationVariables = Exact<{
  input: SletKontaktinformationInput;
}>;


export type SletKontaktinformationMutation = { __typename: 'Mutation', sletKontaktinformation:
    | { __typename: 'BorgerErDoed', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'EmailHarHuskeserviceAbonnement', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'IkkeAktueltCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'KontaktinformationGemt', borger: { __typename: 'Borger', kontaktinformation:
          | { __typename: 'IngenKontaktinformation', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'Kontaktinformationer', kontaktinformation: Array<{ __typename: 'Kontaktinformation', kontaktdata: string, kontaktdataType: KontaktdataType, kontaktdataTypeKode: number, kontaktdatastatus: KontaktdataStatus }> }
          | { __typename: 'StarIkkeAutoriseret', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'StarLogonFejlede', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'StarManglendeRettigheder', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'StarOpsaetningsfejl', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'StarUgyldigMeddelelse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'UgyldigCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'UkendtCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
         | null } }
    | { __typename: 'StarIkkeAutoriseret', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarLogonFejlede', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarManglendeRettigheder', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarOpsaetningsfejl', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarUgyldigMeddelelse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigEmail', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigKontaktdataType', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigMobiltelefon', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigTelefon', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UkendtCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
   | null };

export type VerificerKontaktinformationMutationVariables = Exact<{
  input: VerificerKontaktinformationInput;
}>;


export type VerificerKontaktinformationMutation = { __typename: 'Mutation', verificerKontaktinformation:
    | { __typename: 'IkkeAktueltCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'KontaktinformationVerificeret', borger: { __typename: 'Borger', kontaktinformation:
          | { __typename: 'IngenKontaktinformation', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'Kontaktinformationer', kontaktinformation: Array<{ __typename: 'Kontaktinformation', kontaktdata: string, kontaktdataType: KontaktdataType, kontaktdataTypeKode: number, kontaktdatastatus: KontaktdataStatus }> }
          | { __typename: 'StarIkkeAutoriseret', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'StarLogonFejlede', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'StarManglendeRettigheder', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'StarOpsaetningsfejl', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'StarUgyldigMeddelelse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'UgyldigCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'UkendtCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
         | null } }
    | { __typename: 'StarIkkeAutoriseret', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarLogonFejlede', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarManglendeRettigheder', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarOpsaetningsfejl', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'StarUgyldigMeddelelse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigKontaktdataType', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UkendtCpr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'VerificeringAfvist', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
   | null };

export type KanVelgeSikkerDigitalPostkasseQueryVariables = Exact<{
  personidentifikator: string;
}>;


export type KanVelgeSikkerDigitalPostkasseQuery = { __typename: 'Query', innbygger: { __typename: 'Innbygger', kanVelgeSikkerDigitalPostkasse:
      | { __typename: 'AlleredeAktiv', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'BrukerIkkeFunnet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'BrukerReservert', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'KanIkkeVelgePostkasse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'KanVelgePostkasse' }
      | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'UgyldigEpostadresse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'UgyldigOrgnr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'UgyldigPersonnummer', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'UgyldigSertifikat', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
     | null } | null };

export type OpprettOgVelgSikkerDigitalPostkasseMutationVariables = Exact<{
  input: PostkasseInput;
}>;


export type OpprettOgVelgSikkerDigitalPostkasseMutation = { __typename: 'Mutation', opprettOgVelgSikkerDigitalPostkasse:
    | { __typename: 'AlleredeAktiv', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'BrukerIkkeFunnet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'BrukerReservert', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'FeiletUtenBeskrivelse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'IngenPostboksFunnet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'PostkasseEksistererAllerede', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'PostkasseOppdatert', innbygger: { __typename: 'Innbygger', kontaktregister:
          | { __typename: 'BrukerIkkeFunnet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'Kontaktregisteroppfoering', digitalPost: { __typename: 'DigitalPost', postkasseadresse: string, postkasseleverandoer: { __typename: 'Enhet', organisasjonsnummer: string, basisdata:
                  | { __typename: 'Basisdata', navn: string }
                  | { __typename: 'EnhetAldriOpprettet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'EnhetErBedrift', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'EnhetErRegistreringsenhet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'EnhetSlettet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'GrunndataFeilBrukernavnEllerPassord', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'GrunndataManglerAutorisasjon', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'GrunndataUventetFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'HarRegistreringsenhet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'KorrektEnhetSlettet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'OrgnrIkkeGitt', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'SlettetSomDublett', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'SlettetSomSammenslaatt', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'UgyldigOrganisasjonsnummer', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                  | { __typename: 'UgyldigOrganisasjonsnummerFormat', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
                 | null } } | null }
          | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
          | { __typename: 'UgyldigPersonnummer', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
         | null } }
    | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigEpostadresse', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigOrgnr', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigPersonnummer', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
    | { __typename: 'UgyldigSertifikat', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
   | null };

export type PostkasseFragment = { __typename: 'DigitalPost', postkasseadresse: string, postkasseleverandoer: { __typename: 'Enhet', organisasjonsnummer: string, basisdata:
      | { __typename: 'Basisdata', navn: string }
      | { __typename: 'EnhetAldriOpprettet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'EnhetErBedrift', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'EnhetErRegistreringsenhet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'EnhetSlettet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'GrunndataFeilBrukernavnEllerPassord', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'GrunndataManglerAutorisasjon', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'GrunndataUventetFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'HarRegistreringsenhet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'KildeUtilgjengelig', proevIgjenOm: number | null, kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'KorrektEnhetSlettet', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'OrgnrIkkeGitt', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'SlettetSomDublett', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'SlettetSomSammenslaatt', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'UdokumentertFeil', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'UgyldigOrganisasjonsnummer', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
      | { __typename: 'UgyldigOrganisasjonsnummerFormat', kode: string, melding: string, betydning: string, kilde: Kilde, opphav: Opphav, kanProevesIgjen: boolean }
     | null } };

export const AdresseFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Adresse"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EnhetAdresse"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"adresselinjer"}},{"kind":"Field","name":{"kind":"Name","value":"postnummer"}},{"kind":"Field","name":{"kind":"Name","value":"poststed"}},{"kind":"Field","name":{"kind":"Name","value":"land"}}]}}]} as unknown as DocumentNode<AdresseFragment, unknown>;
export const EnhetDetailsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EnhetDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Basisdata"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"enhet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organisasjonsnummer"}}]}},{"kind":"Field","name":{"kind":"Name","value":"navn"}},{"kind":"Field","name":{"kind":"Name","value":"prosessDato"}},{"kind":"Field","name":{"kind":"Name","value":"registreringsdato"}},{"kind":"Field","name":{"kind":"Name","value":"organisasjonsform"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kode"}},{"kind":"Field","name":{"kind":"Name","value":"beskrivelse"}}]}},{"kind":"Field","name":{"kind":"Name","value":"forretningsadresse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Adresse"}}]}},{"kind":"Field","name":{"kind":"Name","value":"postadresse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Adresse"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Adresse"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EnhetAdresse"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"adresselinjer"}},{"kind":"Field","name":{"kind":"Name","value":"postnummer"}},{"kind":"Field","name":{"kind":"Name","value":"poststed"}},{"kind":"Field","name":{"kind":"Name","value":"land"}}]}}]} as unknown as DocumentNode<EnhetDetailsFragment, unknown>;
export const EnhetsnavnFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Enhetsnavn"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Enhetsdata"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"enhet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organisasjonsnummer"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Basisdata"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"navn"}}]}}]}}]} as unknown as DocumentNode<EnhetsnavnFragment, unknown>;
export const FeilFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Feil"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Registerfeil"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kode"}},{"kind":"Field","name":{"kind":"Name","value":"melding"}},{"kind":"Field","name":{"kind":"Name","value":"betydning"}},{"kind":"Field","name":{"kind":"Name","value":"kilde"}},{"kind":"Field","name":{"kind":"Name","value":"opphav"}},{"kind":"Field","name":{"kind":"Name","value":"kanProevesIgjen"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KildeUtilgjengelig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"proevIgjenOm"}}]}}]}}]} as unknown as DocumentNode<FeilFragment, unknown>;
export const KontaktdataFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Kontaktdata"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kontaktinformation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdata"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdataType"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdataTypeKode"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdatastatus"}}]}}]} as unknown as DocumentNode<KontaktdataFragment, unknown>;
export const BorgersKontaktinformationFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BorgersKontaktinformation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Borger"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktinformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kontaktinformationer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktinformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Kontaktdata"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Feil"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Registerfeil"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kode"}},{"kind":"Field","name":{"kind":"Name","value":"melding"}},{"kind":"Field","name":{"kind":"Name","value":"betydning"}},{"kind":"Field","name":{"kind":"Name","value":"kilde"}},{"kind":"Field","name":{"kind":"Name","value":"opphav"}},{"kind":"Field","name":{"kind":"Name","value":"kanProevesIgjen"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KildeUtilgjengelig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"proevIgjenOm"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Kontaktdata"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kontaktinformation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdata"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdataType"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdataTypeKode"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdatastatus"}}]}}]} as unknown as DocumentNode<BorgersKontaktinformationFragment, unknown>;
export const PostkasseFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Postkasse"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DigitalPost"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"postkasseadresse"}},{"kind":"Field","name":{"kind":"Name","value":"postkasseleverandoer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organisasjonsnummer"}},{"kind":"Field","name":{"kind":"Name","value":"basisdata"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Basisdata"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"navn"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Feil"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Registerfeil"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kode"}},{"kind":"Field","name":{"kind":"Name","value":"melding"}},{"kind":"Field","name":{"kind":"Name","value":"betydning"}},{"kind":"Field","name":{"kind":"Name","value":"kilde"}},{"kind":"Field","name":{"kind":"Name","value":"opphav"}},{"kind":"Field","name":{"kind":"Name","value":"kanProevesIgjen"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KildeUtilgjengelig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"proevIgjenOm"}}]}}]}}]} as unknown as DocumentNode<PostkasseFragment, unknown>;
export const EnhetDocument = {"__meta__":{"hash":"sha256:db174484547fba7e2755adbdff624f46a77ac1f2fb2a90b524422b50fc364ae7"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Enhet"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"organisasjonsnummer"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"enhet"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"organisasjonsnummer"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organisasjonsnummer"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"basisdata"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Basisdata"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"EnhetDetails"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SlettetSomDublett"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"korrektEnhet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organisasjonsnummer"}}]}},{"kind":"Field","name":{"kind":"Name","value":"data"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Enhetsnavn"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SlettetSomSammenslaatt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"korrektEnhet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organisasjonsnummer"}}]}},{"kind":"Field","name":{"kind":"Name","value":"data"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Enhetsnavn"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"HarRegistreringsenhet"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"registreringsenhet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organisasjonsnummer"}}]}},{"kind":"Field","name":{"kind":"Name","value":"data"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Enhetsnavn"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EnhetErBedrift"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"juridiskEnhet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organisasjonsnummer"}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Adresse"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"EnhetAdresse"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"adresselinjer"}},{"kind":"Field","name":{"kind":"Name","value":"postnummer"}},{"kind":"Field","name":{"kind":"Name","value":"poststed"}},{"kind":"Field","name":{"kind":"Name","value":"land"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Feil"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Registerfeil"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kode"}},{"kind":"Field","name":{"kind":"Name","value":"melding"}},{"kind":"Field","name":{"kind":"Name","value":"betydning"}},{"kind":"Field","name":{"kind":"Name","value":"kilde"}},{"kind":"Field","name":{"kind":"Name","value":"opphav"}},{"kind":"Field","name":{"kind":"Name","value":"kanProevesIgjen"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KildeUtilgjengelig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"proevIgjenOm"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EnhetDetails"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Basisdata"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"enhet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organisasjonsnummer"}}]}},{"kind":"Field","name":{"kind":"Name","value":"navn"}},{"kind":"Field","name":{"kind":"Name","value":"prosessDato"}},{"kind":"Field","name":{"kind":"Name","value":"registreringsdato"}},{"kind":"Field","name":{"kind":"Name","value":"organisasjonsform"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kode"}},{"kind":"Field","name":{"kind":"Name","value":"beskrivelse"}}]}},{"kind":"Field","name":{"kind":"Name","value":"forretningsadresse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Adresse"}}]}},{"kind":"Field","name":{"kind":"Name","value":"postadresse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Adresse"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Enhetsnavn"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Enhetsdata"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"enhet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organisasjonsnummer"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Basisdata"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"navn"}}]}}]}}]} as unknown as DocumentNode<EnhetQuery, EnhetQueryVariables>;
export const CreateKontaktinformationDocument = {"__meta__":{"hash":"sha256:05955f8ad390c7be169960dcdd544ac568de9121239b847fbe02dfd395c183ea"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateKontaktinformation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateKontaktinformationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"createKontaktinformation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KontaktinformationGemt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"borger"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"BorgersKontaktinformation"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Feil"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Registerfeil"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kode"}},{"kind":"Field","name":{"kind":"Name","value":"melding"}},{"kind":"Field","name":{"kind":"Name","value":"betydning"}},{"kind":"Field","name":{"kind":"Name","value":"kilde"}},{"kind":"Field","name":{"kind":"Name","value":"opphav"}},{"kind":"Field","name":{"kind":"Name","value":"kanProevesIgjen"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KildeUtilgjengelig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"proevIgjenOm"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Kontaktdata"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kontaktinformation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdata"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdataType"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdataTypeKode"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdatastatus"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BorgersKontaktinformation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Borger"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktinformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kontaktinformationer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktinformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Kontaktdata"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CreateKontaktinformationMutation, CreateKontaktinformationMutationVariables>;
export const GetVerifikationskodeDocument = {"__meta__":{"hash":"sha256:a40cc15eff025359bcf2c19ccd0e6cc6f6c8bd420f5d430d9998918377544a7f"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GetVerifikationskode"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GetVerifikationskodeInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"getVerifikationskode"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Feil"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Registerfeil"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kode"}},{"kind":"Field","name":{"kind":"Name","value":"melding"}},{"kind":"Field","name":{"kind":"Name","value":"betydning"}},{"kind":"Field","name":{"kind":"Name","value":"kilde"}},{"kind":"Field","name":{"kind":"Name","value":"opphav"}},{"kind":"Field","name":{"kind":"Name","value":"kanProevesIgjen"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KildeUtilgjengelig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"proevIgjenOm"}}]}}]}}]} as unknown as DocumentNode<GetVerifikationskodeMutation, GetVerifikationskodeMutationVariables>;
export const KontaktinformationDocument = {"__meta__":{"hash":"sha256:d533b1b233f1a65d5197bd74bd55bec7603baf5fe0c92d72df56db2484e8f5b6"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Kontaktinformation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"cpr"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"borger"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"cpr"},"value":{"kind":"Variable","name":{"kind":"Name","value":"cpr"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"BorgersKontaktinformation"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Feil"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Registerfeil"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kode"}},{"kind":"Field","name":{"kind":"Name","value":"melding"}},{"kind":"Field","name":{"kind":"Name","value":"betydning"}},{"kind":"Field","name":{"kind":"Name","value":"kilde"}},{"kind":"Field","name":{"kind":"Name","value":"opphav"}},{"kind":"Field","name":{"kind":"Name","value":"kanProevesIgjen"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KildeUtilgjengelig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"proevIgjenOm"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Kontaktdata"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kontaktinformation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdata"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdataType"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdataTypeKode"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdatastatus"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BorgersKontaktinformation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Borger"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktinformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kontaktinformationer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktinformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Kontaktdata"}}]}}]}}]}}]}}]} as unknown as DocumentNode<KontaktinformationQuery, KontaktinformationQueryVariables>;
export const SletKontaktinformationDocument = {"__meta__":{"hash":"sha256:a29e30285724a52a9de23602fcef01c9a0d97b482302a9e24f799509fc5cbe92"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SletKontaktinformation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SletKontaktinformationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"sletKontaktinformation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KontaktinformationGemt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"borger"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"BorgersKontaktinformation"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Feil"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Registerfeil"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kode"}},{"kind":"Field","name":{"kind":"Name","value":"melding"}},{"kind":"Field","name":{"kind":"Name","value":"betydning"}},{"kind":"Field","name":{"kind":"Name","value":"kilde"}},{"kind":"Field","name":{"kind":"Name","value":"opphav"}},{"kind":"Field","name":{"kind":"Name","value":"kanProevesIgjen"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KildeUtilgjengelig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"proevIgjenOm"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Kontaktdata"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kontaktinformation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdata"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdataType"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdataTypeKode"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdatastatus"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BorgersKontaktinformation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Borger"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktinformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kontaktinformationer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktinformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Kontaktdata"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SletKontaktinformationMutation, SletKontaktinformationMutationVariables>;
export const VerificerKontaktinformationDocument = {"__meta__":{"hash":"sha256:2a16013b1efa27e2840a0da260cca4f76a3781eb842de3a6a0c4d2c71fbaae3c"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"VerificerKontaktinformation"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VerificerKontaktinformationInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"verificerKontaktinformation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KontaktinformationVerificeret"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"borger"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"BorgersKontaktinformation"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Feil"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Registerfeil"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kode"}},{"kind":"Field","name":{"kind":"Name","value":"melding"}},{"kind":"Field","name":{"kind":"Name","value":"betydning"}},{"kind":"Field","name":{"kind":"Name","value":"kilde"}},{"kind":"Field","name":{"kind":"Name","value":"opphav"}},{"kind":"Field","name":{"kind":"Name","value":"kanProevesIgjen"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KildeUtilgjengelig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"proevIgjenOm"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Kontaktdata"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kontaktinformation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdata"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdataType"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdataTypeKode"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktdatastatus"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"BorgersKontaktinformation"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Borger"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktinformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kontaktinformationer"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktinformation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Kontaktdata"}}]}}]}}]}}]}}]} as unknown as DocumentNode<VerificerKontaktinformationMutation, VerificerKontaktinformationMutationVariables>;
export const KanVelgeSikkerDigitalPostkasseDocument = {"__meta__":{"hash":"sha256:b4d2fac5c7d018e521ac8fcbc7319544e639f97ecc36fb9857075d4bbba927af"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"KanVelgeSikkerDigitalPostkasse"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"personidentifikator"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"innbygger"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"personidentifikator"},"value":{"kind":"Variable","name":{"kind":"Name","value":"personidentifikator"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kanVelgeSikkerDigitalPostkasse"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Feil"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Registerfeil"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kode"}},{"kind":"Field","name":{"kind":"Name","value":"melding"}},{"kind":"Field","name":{"kind":"Name","value":"betydning"}},{"kind":"Field","name":{"kind":"Name","value":"kilde"}},{"kind":"Field","name":{"kind":"Name","value":"opphav"}},{"kind":"Field","name":{"kind":"Name","value":"kanProevesIgjen"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KildeUtilgjengelig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"proevIgjenOm"}}]}}]}}]} as unknown as DocumentNode<KanVelgeSikkerDigitalPostkasseQuery, KanVelgeSikkerDigitalPostkasseQueryVariables>;
export const OpprettOgVelgSikkerDigitalPostkasseDocument = {"__meta__":{"hash":"sha256:d7397047ca1e3f4cb488d99e49798dd95e34ab9e10816d001343097f0f643fbf"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"OpprettOgVelgSikkerDigitalPostkasse"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PostkasseInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"opprettOgVelgSikkerDigitalPostkasse"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PostkasseOppdatert"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"innbygger"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kontaktregister"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Kontaktregisteroppfoering"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"digitalPost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Postkasse"}}]}}]}}]}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Feil"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Registerfeil"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"kode"}},{"kind":"Field","name":{"kind":"Name","value":"melding"}},{"kind":"Field","name":{"kind":"Name","value":"betydning"}},{"kind":"Field","name":{"kind":"Name","value":"kilde"}},{"kind":"Field","name":{"kind":"Name","value":"opphav"}},{"kind":"Field","name":{"kind":"Name","value":"kanProevesIgjen"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"KildeUtilgjengelig"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"proevIgjenOm"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Postkasse"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DigitalPost"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"postkasseadresse"}},{"kind":"Field","name":{"kind":"Name","value":"postkasseleverandoer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"organisasjonsnummer"}},{"kind":"Field","name":{"kind":"Name","value":"basisdata"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"Feil"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Basisdata"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"navn"}}]}}]}}]}}]}}]} as unknown as DocumentNode<OpprettOgVelgSikkerDigitalPostkasseMutation, OpprettOgVelgSikkerDigitalPostkasseMutationVariables>;