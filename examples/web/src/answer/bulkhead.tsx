import { Component, type ReactNode } from 'react';
import { ErrorBox } from './error-box.tsx';
import type { Text } from '../language/texts.ts';

interface Props {
  readonly text: Text;
  /** What is shown. Another one is another try. */
  readonly subject: unknown;
  readonly children: () => ReactNode;
}

/**
 * What breaks inside costs the inside only: above all an answer of a type that is newer than the page. A class, since React
 * has no other way to catch what a component throws.
 */
export class Bulkhead extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidUpdate(before: Props) {
    if (this.state.broken && before.subject !== this.props.subject) this.setState({ broken: false });
  }

  override render() {
    const { text, children } = this.props;
    return this.state.broken ? <ErrorBox text={text} /> : <Inside>{children}</Inside>;
  }
}

/** A component of its own, for what the bulkhead itself renders it does not catch. */
function Inside({ children }: { readonly children: () => ReactNode }) {
  return children();
}
