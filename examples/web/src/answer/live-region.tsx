import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const Say = createContext<(text: string) => void>(() => {});

/** Says a text aloud to those who do not see the answer come. */
export const useSay = () => useContext(Say);

/**
 * The one place where the page speaks, politely. Each text comes as a new element: the same words in the same element would be
 * no change, and so would not be said when the same answer comes again.
 */
export function LiveRegion({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', times: 0 });
  const say = useCallback((text: string) => setSaid(({ times }) => ({ text, times: times + 1 })), []);
  return (
    <Say value={say}>
      <p className="ds-sr-only" role="status">
        <span key={said.times}>{said.text}</span>
      </p>
      {children}
    </Say>
  );
}
