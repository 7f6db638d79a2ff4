import { INGEN_ORGANISATION, type Kalder } from '../../domain/kalder.ts';

/** Who everybody is where authentication is off: the gateway itself, for the organisation that it is configured with. */
export function configuredKalder(
  star:
    | { readonly organisationstype?: number | undefined; readonly organisationskode?: string | undefined }
    | undefined,
): Kalder {
  const organisation =
    star?.organisationstype && star.organisationskode
      ? { type: star.organisationstype, kode: star.organisationskode }
      : INGEN_ORGANISATION;
  return {
    bruger: { navn: 'Registergraf', type: 'system', identifikator: 'CVR:00000000-FID:00000000' },
    organisation,
    brugerorganisation: organisation,
    scopes: 'alle',
    id: `uden-token ${organisation.type}/${organisation.kode}`,
  };
}
