import { type Binding, bind, CHIP_LIMITS, CONFIGURATOR, MAPPER, VALIDATOR } from '@xylopipe/core';
import { xyloConfigurator } from './configurator.js';
import type { DesignRule } from './design-rules/design-rule.js';
import { xyloDesignRules } from './design-rules/xylo-design-rules.js';
import { xyloMapper } from './mapper.js';
import { xyloValidator } from './validator.js';

/** Mapper, validator and configurator of a Xylo with design rules of its own besides those of the family. */
export const xyloPartsWith = (designRules: readonly DesignRule[]): readonly Binding[] =>
  Object.freeze([
    bind(MAPPER, {
      useFactory: (parts) => {
        const limits = parts.resolve(CHIP_LIMITS);
        return xyloMapper(limits, [...xyloDesignRules(limits), ...designRules]);
      },
    }),
    bind(VALIDATOR, { useFactory: (parts) => xyloValidator(parts.resolve(CHIP_LIMITS)) }),
    bind(CONFIGURATOR, {
      useFactory: (parts) => xyloConfigurator(parts.resolve(CHIP_LIMITS), parts.resolve(VALIDATOR)),
    }),
  ]);

/** Mapper, validator and configurator of every Xylo: what differs between chips is in their limits. */
export const xyloParts: readonly Binding[] = xyloPartsWith([]);
