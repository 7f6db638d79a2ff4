import { AnswerHeading } from '../answer/AnswerHeading.tsx';
import type { AdresseFragment, EnhetsopplysningerFragment } from '../graf/graphql.ts';

const DATO = new Intl.DateTimeFormat('nb', { dateStyle: 'long', timeZone: 'UTC' });

/** What the register says of a unit. */
export function Enhetsopplysninger({ enhet }: { readonly enhet: EnhetsopplysningerFragment }) {
  return (
    <section className="box">
      <AnswerHeading>{enhet.navn}</AnswerHeading>
      <dl>
        <dt>Organisasjonsnummer</dt>
        <dd className="digits">{enhet.enhet.organisasjonsnummer}</dd>
        <dt>Organisasjonsform</dt>
        <dd>{enhet.organisasjonsform?.beskrivelse ?? <NotRegistered />}</dd>
        <dt>Registrert</dt>
        <dd>{enhet.registreringsdato ? DATO.format(new Date(enhet.registreringsdato)) : <NotRegistered />}</dd>
        <dt>Forretningsadresse</dt>
        <dd>
          <Adresse adresse={enhet.forretningsadresse} />
        </dd>
        <dt>Postadresse</dt>
        <dd>
          <Adresse adresse={enhet.postadresse} />
        </dd>
      </dl>
      <p className="code">Slik det sto {DATO.format(new Date(enhet.prosessDato))}</p>
    </section>
  );
}

function Adresse({ adresse }: { readonly adresse: AdresseFragment | null }) {
  if (!adresse) return <NotRegistered />;
  const { adresselinjer, postnummer, poststed, land } = adresse;
  const sted = [postnummer, poststed].filter(Boolean).join(' ');
  return (
    <address>
      {[...adresselinjer, sted, land].filter(Boolean).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </address>
  );
}

function NotRegistered() {
  return <span className="hint">Ikke registrert</span>;
}
