import { type ReactNode, useEffect, useRef } from 'react';
import { LiveRegion } from './answer/live-region.tsx';

interface Props {
  readonly name: string;
  /** Whether somebody has come here by a link, and is taken to the heading. */
  readonly moved: boolean;
  readonly children: ReactNode;
}

/** One register's part of the page. */
export function View({ name, moved, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${name} – Registergraf`;
  }, [name]);
  useEffect(() => {
    if (moved) heading.current?.focus({ preventScroll: true });
  }, [moved]);

  return (
    <main>
      <h1 ref={heading} className="ds-heading" data-size="md" tabIndex={-1}>
        {name}
      </h1>
      <LiveRegion>{children}</LiveRegion>
    </main>
  );
}
