import { container, type DependencyContainer, instanceCachingFactory, Lifecycle } from '../di.js';
import { isXylopipeError, XylopipeError } from '../issues/error.js';
import { reasonOf } from '../issues/reason.js';
import type { Binding, PartResolver, Provider } from './provider.js';
import { shown } from './shape.js';
import { CONFIGURATOR, HDK_DRIVER, MAPPER, nameOf, SIMULATOR, type Token, VALIDATOR } from './token.js';

/** What a part must be able to do, as far as that can be seen of it. */
const METHODS: ReadonlyMap<symbol, string> = new Map<symbol, string>([
  [MAPPER, 'map'],
  [CONFIGURATOR, 'configure'],
  [VALIDATOR, 'validate'],
  [SIMULATOR, 'deploy'],
  [HDK_DRIVER, 'deploy'],
]);

/** A part that is being made. */
interface Making {
  readonly token: Token<unknown>;
  /** The error of a part that it needed. */
  failed?: XylopipeError;
}

/** The parts of one chip, each made when it is first asked for and then kept; one that cannot be made is tried again at the next ask. */
export function partsOf(chipId: string, bindings: readonly Binding[]): PartResolver {
  const parts = container.createChildContainer();
  /** From the part that was asked for to the one that is needed right now. */
  const chain: Making[] = [];

  function resolve<T>(token: Token<T>): T {
    if (parts.isRegistered(token)) return parts.resolve<T>(token);
    throw noSuchPart(chipId, token);
  }

  function make(token: Token<unknown>, makePart: (making: Making) => unknown): unknown {
    const making: Making = { token };
    const again = chain.some((other) => other.token === token);
    chain.push(making);
    try {
      if (again) throw new Error(`it needs itself: ${chain.map((part) => nameOf(part.token)).join(' > ')}`);
      return checked(token, makePart(making));
    } catch (thrown) {
      const error = partFailed(chipId, token, thrown);
      const needing = chain.at(-2);
      if (needing !== undefined) needing.failed = error;
      throw error;
    } finally {
      chain.pop();
    }
  }

  for (const { token, provider } of bindings) {
    const makePart = makerOf(parts, provider, resolve);
    parts.register(token, { useFactory: instanceCachingFactory(() => make(token, makePart)) });
  }
  return { resolve };
}

/** How a provider makes its part. */
function makerOf(
  parts: DependencyContainer,
  provider: Provider<unknown>,
  resolve: PartResolver['resolve'],
): (making: Making) => unknown {
  if (hasWay(provider, 'useValue')) return () => provider.useValue;
  if (hasWay(provider, 'useFactory')) return () => provider.useFactory({ resolve });
  const { useClass } = provider;
  const key = Symbol();
  parts.register(key, { useClass }, { lifecycle: Lifecycle.ContainerScoped });
  return (making) => {
    try {
      return parts.resolve(key);
    } catch (error) {
      // Of a parameter that cannot be made the container keeps the words only.
      throw making.failed ?? (NO_METADATA.test(reasonOf(error)) ? undecorated(useClass, error) : error);
    }
  };
}

/** The check of providers looks at own keys, too. */
const hasWay = <K extends 'useValue' | 'useFactory'>(
  provider: Provider<unknown>,
  way: K,
): provider is Extract<Provider<unknown>, Record<K, unknown>> => Object.hasOwn(provider, way);

/** How the container says that it does not know what to pass to a constructor. */
const NO_METADATA = /TypeInfo not known/;

const undecorated = ({ name }: { readonly name: string }, cause: unknown): XylopipeError =>
  new XylopipeError('CLASS_UNDECORATED', `nothing says what to pass to the constructor of ${name || 'the class'}`, {
    hint: 'decorate it with injectable() and its parameters with inject(token), of @xylopipe/core/di; or give useFactory',
    cause,
  });

function checked(token: Token<unknown>, part: unknown): unknown {
  if (part === undefined || part === null) throw new TypeError(`its provider gives ${part}`);
  const method = METHODS.get(token);
  if (method !== undefined && isFunction((part as Record<string, unknown>)[method])) return part;
  if (isFunction((part as PromiseLike<unknown>).then)) throw asynchronous(part as PromiseLike<unknown>);
  if (method === undefined) return part;
  throw new TypeError(`its provider gives ${shown(part)} without ${method}()`);
}

const isFunction = (value: unknown): boolean => typeof value === 'function';

/** Nobody else looks at a promise that is refused: if it rejects, that must not end the process. */
function asynchronous(promise: PromiseLike<unknown>): Error {
  promise.then(undefined, () => {});
  return new TypeError('its provider gives a promise; parts are made at once');
}

/** Why a part is not there. What already says which chip it is of, as errors of other parts do, stays what it is. */
function partFailed(chipId: string, token: Token<unknown>, cause: unknown): XylopipeError {
  const known = isXylopipeError(cause) ? cause : undefined;
  if (known?.who === chipId) return known;
  const reason = known === undefined ? reasonOf(cause) : known.message.split('\n', 1)[0];
  return new XylopipeError('PART_FAILED', `${nameOf(token)} cannot be made: ${reason}`, {
    who: chipId,
    ...(known?.hint === undefined ? {} : { hint: known.hint }),
    issues: known?.issues ?? [],
    cause,
  });
}

/** That a device has not what was asked for. */
export const noSuchPart = (chipId: string, token: Token<unknown>): XylopipeError =>
  new XylopipeError('NO_SUCH_PART', `this device does not bind ${nameOf(token)}`, { who: chipId });
