import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type InputShapeFromFields,
  type PothosOutputFieldConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import { spread } from '../domain/pace.ts';
import type { GraphContext } from './context.ts';
import type { FieldCost } from './cost.ts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      cost: CostPlugin<Types>;
    }
    export interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > {
      /** What the field costs (see cost.ts). Left out: it is read from what is there already. */
      complexity?: FieldCost | ((args: InputShapeFromFields<Args>) => FieldCost);
    }
  }
}

type Resolve = GraphQLFieldResolver<unknown, GraphContext, object>;

/** Keeps what a field costs where `operation-cost.ts` finds it, and counts every list of an answer when it has come. */
export class CostPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(config: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { complexity } = config.pothosOptions as { complexity?: unknown };
    return complexity === undefined ? config : { ...config, extensions: { ...config.extensions, complexity } };
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    config: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    return config.type.kind === 'List' ? (countingLists(resolve as Resolve) as typeof resolve) : resolve;
  }
}

SchemaBuilder.registerPlugin('cost', CostPlugin);

/** The resolver of a list: what it answers is counted before its members are read, and a long one comes in slices. */
export function countingLists(resolve: Resolve): Resolve {
  return (parent, args, context, info) => {
    const answer: unknown = resolve(parent, args, context, info);
    return answer instanceof Promise
      ? answer.then((list: unknown) => counted(list, context, info))
      : counted(answer, context, info);
  };
}

function counted(list: unknown, { budget, loaders }: GraphContext, { fieldNodes, returnType }: GraphQLResolveInfo) {
  if (!Array.isArray(list) || list.length === 0 || !budget) return list;
  budget.spend(fieldNodes, returnType, list.length);
  return spread(list, budget.weigh(fieldNodes, returnType), loaders.pace);
}
