import { isXylopipeError } from '@xylopipe/core';
import { InvalidArgumentError, Option } from 'commander';
import { parseTarget } from '../../targets/target.js';

/** `--target`: what a configuration is deployed to. */
export const targetOption = (): Option =>
  new Option(
    '--target <target>',
    'simulator, emulated, tcp://host:port, unix:path, usb[:serial] or samna[:serial], which has not yet run on a physical board (default: simulator)',
  ).argParser(refusalAsArgument(parseTarget));

/** Reads an argument: what is refused is wrong use. */
export const refusalAsArgument =
  <T>(parse: (text: string) => T) =>
  (text: string): T => {
    try {
      return parse(text);
    } catch (error) {
      if (!isXylopipeError(error)) throw error;
      throw new InvalidArgumentError(error.message.replace(/\s*\n\s*/g, '; '));
    }
  };
