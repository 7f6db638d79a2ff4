import { AnswerHeading } from '../answer/answer-heading.tsx';
import type { AdresseFragment, EnhetDetailsFragment } from '../graph/graphql.ts';
import { useTexts } from '../language/language.ts';

/** What the register says of a unit. Its own words stay in its own language. */
export function EnhetDetails({ data }: { readonly data: EnhetDetailsFragment }) {
  const { lang, enhet } = useTexts();
  const dates = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <section className="ds-card">
      <AnswerHeading>{data.navn}</AnswerHeading>
      <dl>
        <dt>{enhet.organisasjonsnummer}</dt>
        <dd className="digits">{data.enhet.organisasjonsnummer}</dd>
        <dt>{enhet.organisasjonsform}</dt>
        <dd>
          {data.organisasjonsform ? <span lang="nb">{data.organisasjonsform.beskrivelse}</span> : <NotRegistered />}
        </dd>
        <dt>{enhet.registered}</dt>
        <dd>{data.registreringsdato ? dates.format(new Date(data.registreringsdato)) : <NotRegistered />}</dd>
        <dt>{enhet.forretningsadresse}</dt>
        <dd>
          <Adresse adresse={data.forretningsadresse} />
        </dd>
        <dt>{enhet.postadresse}</dt>
        <dd>
          <Adresse adresse={data.postadresse} />
        </dd>
      </dl>
      <p className="small-print">{enhet.asOf(dates.format(new Date(data.prosessDato)))}</p>
    </section>
  );
}

function Adresse({ adresse }: { readonly adresse: AdresseFragment | null }) {
  if (!adresse) return <NotRegistered />;
  const { adresselinjer, postnummer, poststed, land } = adresse;
  const sted = [postnummer, poststed].filter(Boolean).join(' ');
  return (
    <address lang="nb">
      {[...adresselinjer, sted, land].filter(Boolean).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </address>
  );
}

function NotRegistered() {
  return <span className="hint">{useTexts().enhet.notRegistered}</span>;
}
