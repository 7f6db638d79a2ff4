import { type ReactNode, useEffect, useRef } from 'react';
import { useSay } from './live-region.tsx';

interface Props {
  readonly children: ReactNode;
  /** Whether the answer is about a field, which takes the focus and stays in view. */
  readonly atField?: boolean;
}

/**
 * The heading of an answer, which is said aloud. Whoever used a button that the answer has replaced, is taken to the answer's
 * place: else the keyboard would begin at the top of the page again. The place has a name of its own, so that nothing is said
 * twice.
 */
export function AnswerHeading({ children, atField = false }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const say = useSay();
  useEffect(() => {
    const own = heading.current;
    if (!own) return;
    say(own.textContent);
    if (atField) return;
    own.scrollIntoView({ block: 'nearest' });
    if (document.activeElement === document.body) {
      own.closest<HTMLElement>('.answer')?.focus({ preventScroll: true });
    }
  }, [say, atField]);
  return (
    <h2 ref={heading} className="ds-heading" data-size="xs">
      {children}
    </h2>
  );
}
