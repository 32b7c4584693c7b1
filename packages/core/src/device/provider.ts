import type { Token } from './token.js';

/** Gives a part the other parts of its device. */
export interface PartResolver {
  /** Throws `NO_SUCH_PART` for a token that the device does not bind, `PART_FAILED` for a part that cannot be made. */
  resolve<T>(token: Token<T>): T;
}

/** How a part of a device comes to be: a value, a factory that may ask for other parts, or a class with `@inject`ed parameters. */
export type Provider<T> =
  | { readonly useValue: T }
  | { readonly useFactory: (parts: PartResolver) => T }
  | { readonly useClass: new (...args: never[]) => T };

/** A token with what provides it. */
export interface Binding<T = unknown> {
  readonly token: Token<T>;
  readonly provider: Provider<T>;
}

/** A binding that nobody can change, as it is now: the part itself is nobody's data, and stays as it is. */
export const frozenBinding = <T>({ token, provider }: Binding<T>): Binding<T> =>
  Object.freeze({ token, provider: Object.freeze({ ...provider }) });

/** Binds a token, checking that the provider makes the right part. */
export const bind = <T>(token: Token<T>, provider: Provider<T>): Binding<T> => ({ token, provider });
