import type { DeviceSession, Evolution, MappedSpec, Raster } from '@xylopipe/core';
import type { Network } from '@xylopipe/nn';
import { expectTypeOf } from 'vitest';
import { createXylopipe } from './xylopipe.js';

declare const input: Raster;
declare const network: Network;
const xylopipe = createXylopipe();
const device = 'syns61201';

expectTypeOf(await xylopipe.pipeline({ device }).run(network).result).toEqualTypeOf<DeviceSession>();
expectTypeOf(await xylopipe.pipeline({ device, input }).run(network).result).toEqualTypeOf<Evolution>();
expectTypeOf(await xylopipe.pipeline({ device }).until('map').run(network).result).toEqualTypeOf<MappedSpec>();

// @ts-expect-error without an input nothing evolves
xylopipe.pipeline({ device }).until('evolve');
// @ts-expect-error a stage is exchanged by one of the same types
xylopipe.pipeline({ device }).replace('map', (spec: MappedSpec) => ({ value: spec, issues: [] }));
