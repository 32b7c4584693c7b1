import { type Issue, issueUnder } from '../issues/issue.js';
import type { Kind } from './kind.js';
import { checkShape, isRecord, notA, problem, type Shape } from './shape.js';
import { CHIP_LIMITS, CONFIGURATOR, MAPPER, nameOf, SIMULATOR, type Token, VALIDATOR } from './token.js';

/** Parts that every device has. */
const REQUIRED: readonly Token<unknown>[] = [MAPPER, CONFIGURATOR, VALIDATOR, SIMULATOR];

const BINDING: Shape = {
  token: { limit: 'a token', is: (value) => typeof value === 'symbol', hint: 'use bind(MAPPER, ...) and the like' },
  // Looked at by `checkProvider`.
  provider: { limit: 'a provider', is: () => true },
};

const FUNCTION = (value: unknown): boolean => typeof value === 'function';

/** How parts come to be, by the key that says so. */
const WAYS: { readonly [way: string]: Kind } = {
  useValue: { limit: 'a part', is: (value) => value !== undefined && value !== null },
  useFactory: { limit: 'a function', is: FUNCTION },
  useClass: { limit: 'a class', is: FUNCTION },
};

const ONE_WAY = `one of ${Object.keys(WAYS).join(', ')}`;

/** What is wrong with the bindings of a plugin: each by itself, and all of them together. */
export function checkProviders(providers: unknown): readonly Issue[] {
  if (!Array.isArray(providers)) return [];
  const tokens = tokensIn(providers);
  return [
    ...[...providers].flatMap((binding, i) => checkBinding(binding, tokens, i).map((issue) => issueUnder([i], issue))),
    ...REQUIRED.filter((token) => !tokens.includes(token)).map((token) =>
      problem('PART_MISSING', [], `${nameOf(token)} is not bound`, { hint: 'every device has one: bind it' }),
    ),
  ];
}

/** The token of each binding, in their order; `undefined` where there is none. */
export const tokensIn = (providers: readonly unknown[]): readonly unknown[] =>
  [...providers].map((binding) => (isRecord(binding) ? binding.token : undefined));

function checkBinding(binding: unknown, tokens: readonly unknown[], i: number): readonly Issue[] {
  const issues = checkShape(binding, BINDING);
  if (!isRecord(binding)) return issues;
  const { token, provider } = binding;
  const more = provider === undefined ? [] : checkProvider(provider).map((issue) => issueUnder(['provider'], issue));
  return [...issues, ...more, ...(typeof token === 'symbol' ? checkToken(token, tokens.indexOf(token) < i) : [])];
}

function checkToken(token: Token<unknown>, again: boolean): readonly Issue[] {
  if (token === CHIP_LIMITS) {
    const message = 'the limits of the plugin are bound by the registry';
    return [problem('PLUGIN_CONTRADICTS', ['token'], message, { hint: 'do not bind CHIP_LIMITS' })];
  }
  if (!again) return [];
  return [problem('PLUGIN_CONTRADICTS', ['token'], `${nameOf(token)} is bound twice`, { hint: 'bind it once' })];
}

/** What keeps a value from being a provider: it has one way to make its part. */
export function checkProvider(provider: unknown): readonly Issue[] {
  if (!isRecord(provider)) return [notA('an object', provider, `give ${ONE_WAY}`)];
  const ways = Object.keys(WAYS).filter((way) => Object.hasOwn(provider, way));
  if (ways.length !== 1) {
    const given = { measured: ways.join(', ') || 'none', limit: ONE_WAY, hint: `give ${ONE_WAY}` };
    return [problem('INVALID_VALUE', [], 'a provider has one way to make its part', given)];
  }
  const [way = ''] = ways;
  return checkShape(provider, { [way]: WAYS[way] as Kind });
}
