import type { ChainTree, NetworkTree } from '@xylopipe/core';
import { describe, expect, it } from 'vitest';
import { toyTree } from '../../../test/toy.js';
import { createXylopipe } from '../../xylopipe.js';
import { timestepOf } from './timestep.js';

/** The toy network with timesteps of its two layers of neurons. */
function withTimesteps(...dts: readonly (number | null)[]): NetworkTree {
  const left = [...dts];
  const children = (toyTree as ChainTree).children.map((child) =>
    child.type === 'LIF' ? { ...child, dt: left.shift() as number | null } : child,
  );
  return { type: 'Sequential', children: [{ type: 'Sequential', children }] };
}

describe('the timestep of', () => {
  it.each([
    [[0.001, 0.001], 0.001],
    [[0.001, 0.002], undefined],
    [[0.001, null], undefined],
    [[null, null], undefined],
  ])('layers that say %j s is %s s', (dts, dt) => {
    expect(timestepOf({ stage: 'extract', artifact: withTimesteps(...dts) })).toBe(dt);
  });

  it('what a network becomes is its own', async () => {
    const { session, artifacts } = await createXylopipe().network(toyTree).on('syns61201').deploy();
    await session.close();
    expect(timestepOf({ stage: 'map', artifact: artifacts.graph })).toBe(0.001);
    expect(timestepOf({ stage: 'deploy', artifact: artifacts.config })).toBe(0.001);
  });
});
