import { type Binding, bind, CHIP_LIMITS, CONFIGURATOR, MAPPER, VALIDATOR } from '@xylopipe/core';
import { xyloConfigurator } from './configurator.js';
import { xyloMapper } from './mapper.js';
import { xyloValidator } from './validator.js';

/** Mapper, validator and configurator of every Xylo: what differs between chips is in their limits. */
export const xyloParts: readonly Binding[] = Object.freeze([
  bind(MAPPER, { useFactory: (parts) => xyloMapper(parts.resolve(CHIP_LIMITS)) }),
  bind(VALIDATOR, { useFactory: (parts) => xyloValidator(parts.resolve(CHIP_LIMITS)) }),
  bind(CONFIGURATOR, {
    useFactory: (parts) => xyloConfigurator(parts.resolve(CHIP_LIMITS), parts.resolve(VALIDATOR)),
  }),
]);
