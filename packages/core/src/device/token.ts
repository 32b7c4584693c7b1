import type { Configurator, Deployer, Mapper, Validator } from './contract.js';
import type { ChipLimits } from './limits.js';

declare const provides: unique symbol;

/** Names a swappable part of a device and carries its type. */
export type Token<T> = symbol & { readonly [provides]?: T };

/** A token; the same name gives the same token also across copies of this package. */
export const token = <T>(name: string): Token<T> => Symbol.for(`xylopipe.${name}`) as Token<T>;

/** The chip's limits, bound by the registry for the other parts to read. */
export const CHIP_LIMITS: Token<ChipLimits> = token('ChipLimits');
export const MAPPER: Token<Mapper> = token('Mapper');
export const CONFIGURATOR: Token<Configurator> = token('Configurator');
export const VALIDATOR: Token<Validator> = token('Validator');
export const SIMULATOR: Token<Deployer> = token('Simulator');
/** Optional: there only where `capabilities.hdk` is true. */
export const HDK_DRIVER: Token<Deployer> = token('HdkDriver');

/** The readable name of a token, e.g. `Mapper`. */
export const nameOf = (token: Token<unknown>): string =>
  typeof token === 'symbol' ? (token.description ?? 'part').replace(/^xylopipe\./, '') : String(token);
