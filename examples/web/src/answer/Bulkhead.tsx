import { Component, type ReactNode } from 'react';
import { Feilboks } from './Feilboks.tsx';
import type { Text } from './words.ts';

interface Props {
  readonly text: Text;
  readonly children: ReactNode;
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

  override render() {
    return this.state.broken ? <Feilboks text={this.props.text} /> : this.props.children;
  }
}
