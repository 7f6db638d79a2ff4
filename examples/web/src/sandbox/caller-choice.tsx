import { useId } from 'react';
import { useTexts } from '../language/language.ts';
import { CALLERS, type CallerId } from './callers.ts';

interface Props {
  readonly caller: CallerId;
  readonly onCaller: (caller: CallerId) => void;
}

/** Lets somebody see what others are refused. */
export function CallerChoice({ caller, onCaller }: Props) {
  const id = useId();
  const { page } = useTexts();
  return (
    <div className="caller">
      <label className="ds-label" htmlFor={id}>
        {page.caller}
      </label>
      <select
        id={id}
        className="ds-input"
        data-width="auto"
        value={caller}
        onChange={(event) => onCaller(event.target.value as CallerId)}
      >
        {(Object.keys(CALLERS) as CallerId[]).map((each) => (
          <option key={each} value={each}>
            {page.callers[each]}
          </option>
        ))}
      </select>
    </div>
  );
}
