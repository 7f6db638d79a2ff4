import { NO_ORGANISATION, type Caller } from '../../domain/caller.ts';

/** Who everybody is where authentication is off: the gateway itself, for the organisation that it is configured with. */
export function configuredCaller(
  star:
    | { readonly organisationstype?: number | undefined; readonly organisationskode?: string | undefined }
    | undefined,
): Caller {
  const organisation =
    star?.organisationstype && star.organisationskode
      ? { type: star.organisationstype, kode: star.organisationskode }
      : NO_ORGANISATION;
  return {
    user: { navn: 'Registergraf', type: 'system', identifikator: 'CVR:00000000-FID:00000000' },
    organisation,
    userOrganisation: organisation,
    scopes: 'all',
    id: `uden-token ${organisation.type}/${organisation.kode}`,
  };
}
