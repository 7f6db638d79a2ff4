import { z } from 'zod';

// An empty text, null and nothing are the same. Keys that are not listed are ignored: new ones come.
const text = z.preprocess(
  (value) => (typeof value === 'string' ? value.trim() || undefined : (value ?? undefined)),
  z.string().optional(),
);
const object = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => value ?? undefined, z.object(shape).optional());

/** A person. Of the wrong type, any of it spoils the whole. */
export const personShape = z.object({
  personidentifikator: z.string(),
  status: z.string(),
  reservasjon: text,
  reservasjonstidspunkt: text,
  reservasjon_oppdatert: text,
  varslingsstatus: text,
  kontaktinformasjon: object({
    epostadresse: text,
    epostadresse_oppdatert: text,
    epostadresse_sist_verifisert: text,
    epostadresse_sist_validert: text,
    epostadresse_duplisert: text,
    mobiltelefonnummer: text,
    mobiltelefonnummer_oppdatert: text,
    mobiltelefonnummer_sist_verifisert: text,
    mobiltelefonnummer_sist_validert: text,
    mobiltelefonnummer_duplisert: text,
  }),
  digital_post: object({ postkasseadresse: text, postkasseleverandoeradresse: text }),
  sertifikat: text,
  spraak: text,
  spraak_oppdatert: text,
});
export type PersonShape = z.output<typeof personShape>;

export const answerShape = z.object({ personer: z.array(z.unknown()) });
export const namedShape = z.object({ personidentifikator: z.string() });
