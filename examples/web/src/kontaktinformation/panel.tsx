import { type ReactNode, useEffect, useRef } from 'react';

/** What a button of the list has opened, to whose heading its user is taken. */
export function Panel({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  const own = useRef<HTMLHeadingElement>(null);
  useEffect(() => own.current?.focus(), []);
  return (
    <section className="ds-card">
      <h2 ref={own} className="ds-heading" data-size="xs" tabIndex={-1}>
        {heading}
      </h2>
      {children}
    </section>
  );
}
