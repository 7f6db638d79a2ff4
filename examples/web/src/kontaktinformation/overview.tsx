import { AnswerHeading } from '../answer/answer-heading.tsx';
import type { KontaktdataFragment } from '../graph/graphql.ts';
import { useTexts } from '../language/language.ts';
import { type Type, TYPES } from './texts.ts';

/** What the user wants to do, and with which kind. */
export interface Action {
  readonly does: 'save' | 'verify' | 'delete';
  readonly type: Type;
}

interface Props {
  readonly kontaktinformation: readonly KontaktdataFragment[];
  readonly onAction: (action: Action) => void;
}

/** The three kinds, registered or not, each in a row that is as high either way. */
export function Overview({ kontaktinformation, onAction }: Props) {
  const texts = useTexts().kontaktinformation;
  const unknown = kontaktinformation.filter(({ kontaktdataType }) => kontaktdataType === 'UKENDT');
  return (
    <section className="ds-card overview">
      <AnswerHeading>{kontaktinformation.length > 0 ? texts.registered : texts.nothingRegistered}</AnswerHeading>
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
            <h3>{texts.unknownType(kontaktdataTypeKode)}</h3>
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
  const texts = useTexts().kontaktinformation;
  const own = texts.types[type];
  const button = (does: Action['does'], says: string, inFull: string) => (
    <button
      type="button"
      className="ds-button"
      data-variant="secondary"
      data-size="sm"
      // What it is about stands beside it for those who see.
      aria-label={inFull}
      onClick={() => onAction({ does, type })}
    >
      {says}
    </button>
  );
  return (
    <li>
      <h3>{own.name}</h3>
      <p>{entry ? entry.kontaktdata : <span className="hint">{texts.notRegistered}</span>}</p>
      <p className="status">
        {entry && (
          <span
            key={entry.kontaktdatastatus}
            className={entry.kontaktdatastatus === 'VERIFICERET' ? 'good' : undefined}
          >
            {texts.statuses[entry.kontaktdatastatus]}
          </span>
        )}
      </p>
      <div className="actions">
        {entry ? button('save', texts.change, own.change) : button('save', texts.add, own.add)}
        {/* The one that comes and goes is the last, so that no other moves. */}
        {entry && button('delete', texts.delete, own.delete)}
        {entry && entry.kontaktdatastatus !== 'VERIFICERET' && button('verify', texts.verify, own.verify)}
      </div>
    </li>
  );
}
