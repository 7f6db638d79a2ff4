import { useId, useState } from 'react';
import { NumberForm } from '../answer/number-form.tsx';
import { Borger } from './borger.tsx';

const EXAMPLES = [
  { number: '0101505006', shows: 'Har alt registreret' },
  { number: '0303505003', shows: 'Har intet registreret' },
  { number: '1503515016', shows: 'Ukendt' },
  { number: '0112575575', shows: 'Ingen adgang' },
];

/** Shows how a citizen can be reached, and changes it. */
export function KontaktinformationPage() {
  // Each look-up is one of its own, the same number too: what was written before is read anew.
  const [asked, setAsked] = useState({ cpr: '', times: 0 });
  const answerId = useId();
  const [typed, type] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <div className="columns">
      <NumberForm
        label="Cpr-nummer"
        hint="Ti cifre. Du ser, hvordan borgeren kan kontaktes."
        button="Slå op"
        errorId={wrong ? answerId : undefined}
        examples={EXAMPLES}
        number={typed}
        onNumber={type}
        onSubmit={(cpr) => setAsked(({ times }) => ({ cpr, times: times + 1 }))}
      />
      {asked.times > 0 && <Borger key={asked.times} cpr={asked.cpr} answerId={answerId} onWrong={setWrong} />}
    </div>
  );
}
