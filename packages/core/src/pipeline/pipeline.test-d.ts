import { expectTypeOf } from 'vitest';
import type { DeviceConfig } from '../artifacts/device-config.js';
import type { MappedSpec } from '../artifacts/mapped-spec.js';
import type { NetworkGraph } from '../artifacts/network-graph.js';
import type { QuantizedSpec } from '../artifacts/quantized-spec.js';
import type { Configurator, Mapper } from '../device/contract.js';
import { configureStage, mapStage } from './device-stages.js';
import { Pipeline } from './pipeline.js';
import { defineStage } from './stage.js';

declare const mapper: Mapper;
declare const configurator: Configurator;
declare const integers: (spec: MappedSpec) => QuantizedSpec;

const quantize = defineStage('quantize', (spec: MappedSpec) => ({ value: integers(spec), issues: [] }));
const whole = Pipeline.of(mapStage(mapper)).pipe(quantize).pipe(configureStage(configurator));

expectTypeOf(whole.run).parameter(0).toEqualTypeOf<NetworkGraph>();
expectTypeOf(await whole.run({} as NetworkGraph).result).toEqualTypeOf<DeviceConfig>();
expectTypeOf(await whole.until('quantize').run({} as NetworkGraph).result).toEqualTypeOf<QuantizedSpec>();
expectTypeOf(whole.from('configure').run).parameter(0).toEqualTypeOf<QuantizedSpec>();

// @ts-expect-error a float specification must not reach the chip
Pipeline.of(mapStage(mapper)).pipe(configureStage(configurator));
// @ts-expect-error a graph is not quantized before it is mapped
Pipeline.of(quantize).pipe(mapStage(mapper));
// @ts-expect-error there is no such stage
whole.until('deploy');
// @ts-expect-error a replaced step keeps its types
whole.replace('quantize', (graph: NetworkGraph) => ({ value: graph, issues: [] }));
