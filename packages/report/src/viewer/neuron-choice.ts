/** A neuron of a layer, which has the same name in all runs. */
export interface ChosenNeuron {
  readonly layer: string;
  readonly neuron: number;
}

/** The neurons whose states are drawn: one choice for all plots of a page, which follow it. */
export class NeuronChoice {
  readonly #listeners = new Set<() => void>();
  #chosen: readonly ChosenNeuron[] = [];

  /** In the order in which they were chosen. */
  get chosen(): readonly ChosenNeuron[] {
    return this.#chosen;
  }

  /** The chosen neurons of one layer, lowest first. */
  of(layer: string): readonly number[] {
    return this.#chosen
      .filter((chosen) => chosen.layer === layer)
      .map(({ neuron }) => neuron)
      .sort((a, b) => a - b);
  }

  has({ layer, neuron }: ChosenNeuron): boolean {
    return this.#chosen.some((chosen) => chosen.layer === layer && chosen.neuron === neuron);
  }

  /** Adds a neuron, or takes it away if it is chosen. Returns whether it is now. */
  toggle(neuron: ChosenNeuron): boolean {
    const had = this.has(neuron);
    const others = this.#chosen.filter(({ layer, neuron: n }) => layer !== neuron.layer || n !== neuron.neuron);
    this.set(had ? others : [...others, neuron]);
    return !had;
  }

  /** Replaces the choice. */
  set(chosen: readonly ChosenNeuron[]): void {
    this.#chosen = chosen;
    for (const listener of this.#listeners) listener();
  }

  /** Calls `listener` after every change. Returns what ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
