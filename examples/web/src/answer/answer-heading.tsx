import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';

/** Says a text aloud to those who do not see the answer come. */
export const Announce = createContext<(text: string) => void>(() => {});

/**
 * The heading of an answer, which is announced. Whoever used a button that the answer has replaced, is taken here: else the
 * keyboard would begin at the top of the page again.
 */
export function AnswerHeading({ children }: { readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const announce = useContext(Announce);
  useEffect(() => {
    const own = heading.current;
    if (!own) return;
    own.scrollIntoView({ block: 'nearest' });
    if (document.activeElement === document.body) own.focus({ preventScroll: true });
    else if (!own.closest('[role=alert]')) announce(own.textContent);
  }, [announce]);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
