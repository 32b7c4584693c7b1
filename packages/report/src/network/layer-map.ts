/** The input, or a layer of neurons. */
export interface LayerBox {
  readonly name: string;
  readonly role: 'input' | 'hidden' | 'output';
  readonly neurons: number;
}

/** What leads from one box to another, or to itself. */
export interface LayerLink {
  /** Indices into `boxes`. */
  readonly from: number;
  readonly to: number;
  /** `alias`: spikes of `from` are also sent as those of `to`. */
  readonly kind: 'weights' | 'alias';
  /** Weights that are not 0, or neurons that have an alias. */
  readonly count: number;
}

/** A network seen from afar: layers, and what connects them. The input is the first box. */
export interface LayerMap {
  readonly boxes: readonly LayerBox[];
  readonly links: readonly LayerLink[];
}
