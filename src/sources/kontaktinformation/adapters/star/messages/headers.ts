import type { UserType, Caller, Organisation } from '../../../../../domain/caller.ts';
import { METADATA_HEADERS, type MetadataHeaders } from '../../../settings.ts';

// As far as STAR documents them.
const USER_TYPES: Readonly<Record<UserType, number>> = { borger: 1, sagsbehandler: 2, system: 3, medarbejder: 4 };

const MAX_NAVN = 140;

/** The two headers that STAR wants on every call, reads too: the authority acted for, and who acts. */
export function writeHeaders(
  { metadataHeaders = METADATA_HEADERS }: { readonly metadataHeaders?: MetadataHeaders | undefined },
  { user, organisation, userOrganisation }: Caller,
  now: Date,
): Record<string, string> {
  const write = metadataHeaders.encoding === 'base64-json' ? base64Json : asciiJson;
  return {
    [metadataHeaders.activeOrganisation]: write(writeOrganisation(organisation)),
    [metadataHeaders.requestUserMetadata]: write({
      requestUserStructure: {
        userFullName: user.navn.slice(0, MAX_NAVN),
        requestUserTypeIdentifier: USER_TYPES[user.type],
        userIdentifier: user.identifikator,
      },
      requestOrganisationStructure: writeOrganisation(userOrganisation),
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
