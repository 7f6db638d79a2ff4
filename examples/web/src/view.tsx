import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Announce } from './answer/answer-heading.tsx';
import { type Words, WordsContext } from './answer/words.ts';

interface Props {
  readonly name: string;
  readonly words: Words;
  /** Whether somebody has come here by a link, and is taken to the heading. */
  readonly moved: boolean;
  readonly children: ReactNode;
}

/** One register's part of the page, in its language. */
export function View({ name, words, moved, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [announced, announce] = useState('');

  useEffect(() => {
    document.title = `${name} – Registergraf`;
    if (moved) heading.current?.focus({ preventScroll: true });
  }, [name, moved]);

  return (
    <main lang={words.lang}>
      <h1 ref={heading} tabIndex={-1}>
        {name}
      </h1>
      <p className="visually-hidden" role="status">
        {announced}
      </p>
      <Announce value={announce}>
        <WordsContext value={words}>{children}</WordsContext>
      </Announce>
    </main>
  );
}
