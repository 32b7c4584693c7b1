import {
  type ChipLimits,
  type Configurator,
  type DeviceConfig,
  deviceConfigFromSpec,
  type Issue,
  isXylopipeError,
  type QuantizedSpec,
  refuseOnErrors,
  requireChecked,
  type Validator,
  XylopipeError,
} from '@xylopipe/core';
import { checkLimits } from './limit-checks/check-limits.js';

/** Puts a quantized specification into the words of the chip and lets the validator judge the result. */
export const xyloConfigurator = (limits: ChipLimits, validator: Validator): Configurator =>
  Object.freeze({
    configure(spec) {
      const config = store(spec, limits);
      const { issues } = requireChecked({ value: config, issues: validator.validate(config) }, 'the validator');
      refuseOnErrors(issues, 'CONFIG_INVALID', REFUSED, { who: limits.chipId });
      return { value: config, issues };
    },
  } satisfies Configurator);

const REFUSED = 'the chip cannot hold this network';

function store(spec: QuantizedSpec, limits: ChipLimits): DeviceConfig {
  try {
    return deviceConfigFromSpec(spec);
  } catch (cause) {
    if (!isXylopipeError(cause)) throw cause;
    // No configuration, nothing to validate: the specification itself is held against the limits, so that all comes at once.
    const broken = checkLimits(spec, limits, 'error');
    const said = new Set(broken.map(subject));
    const issues = [...broken, ...cause.issues.filter((issue) => !said.has(subject(issue)))];
    throw new XylopipeError('CONFIG_INVALID', REFUSED, { who: limits.chipId, issues, cause });
  }
}

/** What does not fit its word in storage is out of the chip's range too, which is said once. */
const subject = ({ code, at }: Issue): string => `${code} ${at[0]}`;
