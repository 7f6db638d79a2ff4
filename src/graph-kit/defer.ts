import { DirectiveLocation, GraphQLBoolean, GraphQLDirective, GraphQLNonNull, GraphQLString } from 'graphql';

/** How many fragments of one answer are delivered on their own, at most: each is waited for by itself. */
export const MAX_DEFERRED = 100;

/** As the proposal of incremental delivery says it. `@stream` is not offered. */
export const DeferDirective = new GraphQLDirective({
  name: 'defer',
  description:
    'The fragment may be answered later than what stands around it, in a part of its own, to a client that accepts ' +
    'multipart/mixed. Else it is answered with the rest.',
  locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
  args: {
    if: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description: 'False: the fragment is answered with the rest.',
    },
    label: { type: GraphQLString, description: 'Names the part, for the client. No two of a document are the same.' },
  },
});
