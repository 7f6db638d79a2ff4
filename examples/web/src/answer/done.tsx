import type { ReactNode } from 'react';
import { AnswerHeading } from './answer-heading.tsx';

/** A change that has been made. */
export function Done({ what, children }: { readonly what: string; readonly children?: ReactNode }) {
  return (
    <section className="ds-alert" data-color="success">
      <AnswerHeading>{what}</AnswerHeading>
      {children}
    </section>
  );
}
