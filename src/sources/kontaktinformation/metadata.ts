import type { Brugertype, Kalder, Organisation } from '../../domain/kalder.ts';
import { METADATAHEADERE, type MetadataHeadere } from '../config.ts';

// As far as STAR documents them.
const BRUGERTYPER: Readonly<Record<Brugertype, number>> = { borger: 1, sagsbehandler: 2, system: 3, medarbejder: 4 };

const MAX_NAVN = 140;

/** The two headers that STAR wants on every call, reads too: the authority acted for, and who acts. */
export function writeHeaders(
  { metadataHeadere = METADATAHEADERE }: { readonly metadataHeadere?: MetadataHeadere | undefined },
  { bruger, organisation, brugerorganisation }: Kalder,
  now: Date,
): Record<string, string> {
  const write = metadataHeadere.kodning === 'base64-json' ? base64Json : asciiJson;
  return {
    [metadataHeadere.activeOrganisation]: write(writeOrganisation(organisation)),
    [metadataHeadere.requestUserMetadata]: write({
      requestUserStructure: {
        userFullName: bruger.navn.slice(0, MAX_NAVN),
        requestUserTypeIdentifier: BRUGERTYPER[bruger.type],
        userIdentifier: bruger.identifikator,
      },
      requestOrganisationStructure: writeOrganisation(brugerorganisation),
      registrationDateTime: now.toISOString().replace('Z', '+00:00'),
    }),
  };
}

function writeOrganisation({ type, kode }: Organisation) {
  return { organisationTypeIdentifier: type, organisationCode: kode };
}

/** A header holds printable ASCII only, and names hold æ, ø and å. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function base64Json(value: unknown): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64');
}
