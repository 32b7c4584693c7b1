export { xyloConfigurator } from './configurator.js';
export type { DesignRule } from './design-rules/design-rule.js';
export { xyloDesignRules } from './design-rules/xylo-design-rules.js';
export { core1000Limits, core1000V1Limits, familyLimits } from './family-limits.js';
export { checkLimits } from './limit-checks/check-limits.js';
export { xyloMapper } from './mapper.js';
export { xyloParts } from './parts.js';
export { type XyloMember, xyloPlugin } from './plugin.js';
export { xyloValidator } from './validator.js';
