import { useTextField } from '../answer/field.tsx';
import { NumberForm } from '../answer/number-form.tsx';
import { KontaktinformationDocument } from '../graph/graphql.ts';
import { useTexts } from '../language/language.ts';
import { BORGERE } from '../sandbox/people.ts';
import { useLookUp } from '../use-look-up.ts';
import { Borger } from './borger.tsx';

const ABOUT_THE_NUMBER = ['UgyldigCpr', 'UkendtCpr'] as const;

/** Shows how a citizen can be reached, and changes it. */
export function KontaktinformationPage() {
  const texts = useTexts().kontaktinformation;
  const field = useTextField();
  const request = useLookUp(KontaktinformationDocument);
  const { state, asked } = request;
  const wrong = ABOUT_THE_NUMBER.find((name) => name === state.data?.borger?.kontaktinformation?.__typename);

  return (
    <div className="columns">
      <NumberForm
        texts={texts.form}
        examples={BORGERE}
        field={field}
        refused={wrong && texts.errors[wrong]}
        onNumber={(cpr) => request.lookUp({ cpr })}
        onEmpty={request.clear}
      />
      {/* The key: each look-up is one of its own, the same number too. */}
      <Borger key={state.times} cpr={asked?.cpr ?? ''} request={request} />
    </div>
  );
}
