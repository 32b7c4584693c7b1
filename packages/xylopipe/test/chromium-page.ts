import { compareEvolutions, createRegistry, createXylopipe } from '../src/index.js';
import { toyRaster, toyTree } from './toy.js';

/** What a browser finds of each chip: whether an emulated board equals the simulator, and what it ran on. */
export async function main() {
  const found: Record<string, unknown> = {};
  for (const { chipId } of createRegistry().list()) {
    const runOn = (deploy: 'simulator' | 'emulated') =>
      createXylopipe().network(toyTree).on(chipId, { deploy }).run(toyRaster(), { record: true });
    const [simulated, emulated] = [await runOn('simulator'), await runOn('emulated')];
    const { equal } = compareEvolutions(simulated.evolution, emulated.evolution);
    found[chipId] = { equal, ranOn: emulated.ranOn?.kind };
  }
  return found;
}
