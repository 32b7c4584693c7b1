import { XylopipeError } from '@xylopipe/core';

/** Why an operation fails. */
export const refusal = (code: string, message: string, who?: string, hint?: string): XylopipeError =>
  new XylopipeError(code, message, {
    ...(who === undefined ? {} : { who }),
    ...(hint === undefined ? {} : { hint }),
  });

/** `0x1F`: an address as data sheets write it. */
export const hex = (value: number): string => `0x${value.toString(16).toUpperCase()}`;
