import type { GatewayPlugin, Hook, ServerContext, Step } from './context.ts';
import type { OnStep } from './options.ts';

/** The steps, each of which tells when it begins; the same list where nobody listens. */
export function observe(steps: readonly Step[], onStep: OnStep | undefined): readonly Step[] {
  return onStep ? steps.map((step) => observed(step, (requestId) => onStep(step.name, requestId))) : steps;
}

function observed(step: Step, tell: (requestId: string) => void): Step {
  if ('request' in step) {
    const { request } = step;
    return { ...step, request: (exchange, parts) => told(exchange) ?? request(exchange, parts) };
  }
  if ('hook' in step) {
    const { hook, plugins } = step;
    const begins = (context: ServerContext) => {
      step.begins?.(context);
      tell(context.requestId);
    };
    return { ...step, begins, plugins: (parts) => observedPlugins(plugins(parts), hook, told) };
  }
  if ('check' in step) {
    const { check } = step;
    return { ...step, check: (operation, parts) => told(operation.contextValue) ?? check(operation, parts) };
  }
  if ('closed' in step) {
    const { closed } = step;
    return { ...step, closed: (exchange, parts) => told(exchange) ?? closed(exchange, parts) };
  }
  const { record } = step;
  return {
    ...step,
    record(exchange, parts) {
      const audit = record(exchange, parts);
      return { record: (operation) => told(exchange) ?? audit.record(operation) };
    },
  };

  function told({ requestId }: { readonly requestId: string }): undefined {
    tell(requestId);
  }
}

/** The first of the plugins with the step's hook does its work, and tells when Yoga asks it. */
function observedPlugins(
  plugins: readonly GatewayPlugin[],
  hook: Hook,
  told: (context: ServerContext) => void,
): readonly GatewayPlugin[] {
  const at = plugins.findIndex((plugin) => plugin[hook]);
  const plugin = plugins[at];
  const own = plugin?.[hook] as ((payload: Asked) => unknown) | undefined;
  if (!plugin || !own) throw new Error(`no plugin of the step has the hook ${hook}`);
  const telling = (payload: Asked) => {
    const context = payload.serverContext ?? payload.context;
    if (context) told(context);
    return own.call(plugin, payload);
  };
  return plugins.with(at, { ...plugin, [hook]: telling });
}

/** Yoga's hooks have the context under one of these names. */
interface Asked {
  readonly serverContext?: ServerContext;
  readonly context?: ServerContext;
}
