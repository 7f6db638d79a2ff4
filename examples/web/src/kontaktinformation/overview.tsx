import { AnswerHeading } from '../answer/answer-heading.tsx';
import type { KontaktdataFragment } from '../graph/graphql.ts';
import { SLAGS } from './texts.ts';

const TYPES = ['MOBILTELEFON', 'FASTNET_TELEFON', 'MAILADRESSE'] as const;
export type Type = (typeof TYPES)[number];

/** What the user wants to do, and with which kind. */
export interface Action {
  readonly does: 'gem' | 'verificer';
  readonly type: Type;
}

interface Props {
  readonly kontaktinformation: readonly KontaktdataFragment[];
  readonly onAction: (action: Action) => void;
}

/** The three kinds, registered or not, each in a row that is as high either way. */
export function Overview({ kontaktinformation, onAction }: Props) {
  const unknown = kontaktinformation.filter(({ kontaktdataType }) => kontaktdataType === 'UKENDT');
  return (
    <section className="box">
      <AnswerHeading>
        {kontaktinformation.length > 0 ? 'Borgerens kontaktinformation' : 'Borgeren har ingen kontaktinformation'}
      </AnswerHeading>
      <ul className="rows">
        {TYPES.map((type) => (
          <Row
            key={type}
            type={type}
            entry={kontaktinformation.find(({ kontaktdataType }) => kontaktdataType === type)}
            onAction={onAction}
          />
        ))}
        {unknown.map(({ kontaktdata, kontaktdataTypeKode }) => (
          <li key={`${kontaktdataTypeKode} ${kontaktdata}`}>
            <h3>
              {SLAGS.UKENDT} (nr. {kontaktdataTypeKode})
            </h3>
            <p>{kontaktdata}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly type: Type;
  readonly entry: KontaktdataFragment | undefined;
  readonly onAction: (action: Action) => void;
}

function Row({ type, entry, onAction }: RowProps) {
  const button = (does: Action['does'], says: string) => (
    <button
      key={says}
      type="button"
      className="secondary"
      // What it is about stands beside it for those who see.
      aria-label={`${says} ${SLAGS[type].toLowerCase()}`}
      onClick={() => onAction({ does, type })}
    >
      {says}
    </button>
  );
  return (
    <li>
      <h3>{SLAGS[type]}</h3>
      <p>{entry ? entry.kontaktdata : <span className="hint">Ikke registreret</span>}</p>
      <p className="status">{entry && <Status status={entry.kontaktdatastatus} />}</p>
      <div className="actions">
        {button('gem', entry ? 'Ret' : 'Tilføj')}
        {entry && entry.kontaktdatastatus !== 'VERIFICERET' && button('verificer', 'Bekræft')}
      </div>
    </li>
  );
}

function Status({ status }: { readonly status: KontaktdataFragment['kontaktdatastatus'] }) {
  if (status === 'VERIFICERET') return <span className="good">✓ Bekræftet</span>;
  return status === 'IKKE_VERIFICERET' ? 'Ikke bekræftet' : 'Ukendt status';
}
