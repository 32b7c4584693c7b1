import { element } from '@xylopipe/report/viewer';
import type { ChipFit } from '../workbench/chip-fit.js';

/** All chips, which of them can hold the network, and which one is looked at. */
export class ChipPicker {
  readonly root: HTMLElement;
  readonly #onPick: (chipId: string) => void;
  readonly #list = element('div', { class: 'studio-chips' });

  constructor(onPick: (chipId: string) => void) {
    this.#onPick = onPick;
    this.root = element('fieldset', {}, element('legend', {}, 'Chip'), this.#list);
  }

  show(fits: readonly ChipFit[], chosen: string): void {
    const hadFocus = this.#list.contains(document.activeElement);
    this.#list.replaceChildren(...fits.map((fit) => this.#choice(fit, fit.chipId === chosen)));
    if (hadFocus) this.#list.querySelector<HTMLElement>('input:checked')?.focus();
  }

  #choice({ chipId, label, fits, reasons }: ChipFit, isChosen: boolean): HTMLElement {
    const radio = element('input', { type: 'radio', name: 'chip', value: chipId, checked: isChosen });
    radio.addEventListener('change', () => this.#onPick(chipId));
    const verdict = fits === undefined ? '' : fits ? 'fits' : 'does not fit';
    return element(
      'label',
      { 'data-chip': chipId, 'data-fits': fits === undefined ? 'unknown' : String(fits) },
      radio,
      element('span', { class: 'studio-chip' }, label, ' ', element('small', {}, chipId)),
      element('span', { class: 'studio-fit' }, verdict),
      ...reasons.map((reason) => element('small', { class: 'studio-reason' }, reason)),
    );
  }
}
