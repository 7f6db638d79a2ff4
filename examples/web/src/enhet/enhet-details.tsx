import { AnswerHeading } from '../answer/answer-heading.tsx';
import type { AdresseFragment, EnhetDetailsFragment } from '../graph/graphql.ts';

const DATO = new Intl.DateTimeFormat('nb', { dateStyle: 'long', timeZone: 'UTC' });

/** What the register says of a unit. */
export function EnhetDetails({ data }: { readonly data: EnhetDetailsFragment }) {
  return (
    <section className="box">
      <AnswerHeading>{data.navn}</AnswerHeading>
      <dl>
        <dt>Organisasjonsnummer</dt>
        <dd className="digits">{data.enhet.organisasjonsnummer}</dd>
        <dt>Organisasjonsform</dt>
        <dd>{data.organisasjonsform?.beskrivelse ?? <NotRegistered />}</dd>
        <dt>Registrert</dt>
        <dd>{data.registreringsdato ? DATO.format(new Date(data.registreringsdato)) : <NotRegistered />}</dd>
        <dt>Forretningsadresse</dt>
        <dd>
          <Adresse adresse={data.forretningsadresse} />
        </dd>
        <dt>Postadresse</dt>
        <dd>
          <Adresse adresse={data.postadresse} />
        </dd>
      </dl>
      <p className="code">Slik det sto {DATO.format(new Date(data.prosessDato))}</p>
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
