import { DASH_ROUNDINGS, QUANTIZE_METHODS, type QuantizeOptions } from '@xylopipe/quantize';
import { element } from '@xylopipe/report/viewer';

type NumberOption =
  | 'scaleCap'
  | 'clipPercentile'
  | 'thresholdScale'
  | 'thresholdScaleOut'
  | 'bitsPerWeight'
  | 'bitsPerThreshold';

/** Fields for numbers: what is asked for, what an empty one means, and how far an arrow key goes. */
const NUMBERS: readonly {
  readonly option: NumberOption;
  readonly label: string;
  readonly empty: string;
  readonly step: number;
}[] = [
  { option: 'scaleCap', label: 'Scale cap (× global)', empty: 'none', step: 0.5 },
  { option: 'clipPercentile', label: 'Clip percentile', empty: '100', step: 0.1 },
  { option: 'thresholdScale', label: 'Threshold scale', empty: '1', step: 0.05 },
  { option: 'thresholdScaleOut', label: 'Threshold scale, out', empty: 'the same', step: 0.05 },
  { option: 'bitsPerWeight', label: 'Bits of a weight', empty: 'of the chip', step: 1 },
  { option: 'bitsPerThreshold', label: 'Bits of a threshold', empty: 'of the chip', step: 1 },
];

/** The options of the quantizer as fields; every change counts at once. What cannot be is refused by the quantizer. */
export class QuantizeForm {
  readonly root: HTMLElement;
  readonly #method = choice('method', QUANTIZE_METHODS);
  readonly #dashRounding = choice('dashRounding', DASH_ROUNDINGS);
  readonly #numbers: ReadonlyMap<NumberOption, HTMLInputElement>;

  constructor(onChange: () => void) {
    this.#numbers = new Map(
      NUMBERS.map(({ option, empty, step }) => [
        option,
        element('input', { type: 'number', id: `option-${option}`, name: option, placeholder: empty, step }),
      ]),
    );
    const numbers = NUMBERS.map(({ option, label }) => field(label, this.#numbers.get(option) as HTMLInputElement));
    const reset = element('button', { type: 'reset' }, 'Defaults');
    const form = element(
      'form',
      { class: 'studio-quantize' },
      field('Method', this.#method),
      ...numbers.slice(0, 4),
      field('Dash rounding', this.#dashRounding),
      ...numbers.slice(4),
      reset,
    );
    const changed = (): void => {
      this.#offer();
      onChange();
    };
    form.addEventListener('input', changed);
    // The fields have their defaults only after the event.
    form.addEventListener('reset', () => queueMicrotask(changed));
    form.addEventListener('submit', (event) => event.preventDefault());
    this.root = element('fieldset', {}, element('legend', {}, 'Quantization'), form);
    this.#offer();
  }

  /** Labels of the fields with something in them that is no number; these are marked as invalid. */
  get invalid(): readonly string[] {
    return NUMBERS.flatMap(({ option, label }) => {
      const input = this.#numbers.get(option) as HTMLInputElement;
      // The value of such a field is empty, which would be the default.
      const isBad = !input.disabled && input.validity.badInput;
      if (isBad) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
      return isBad ? [label] : [];
    });
  }

  get options(): QuantizeOptions {
    const numbers = [...this.#numbers].flatMap(([option, input]) =>
      input.disabled || input.value === '' ? [] : [[option, input.valueAsNumber]],
    );
    const method = this.#method.value as QuantizeOptions['method'];
    const dashRounding = this.#dashRounding.value as QuantizeOptions['dashRounding'];
    return { method, dashRounding, ...Object.fromEntries(numbers) };
  }

  /** The method `global` has nothing to cap. */
  #offer(): void {
    const cap = this.#numbers.get('scaleCap');
    if (cap !== undefined) cap.disabled = this.#method.value === 'global';
  }
}

const choice = (option: string, values: readonly string[]): HTMLSelectElement =>
  element('select', { id: `option-${option}`, name: option }, ...values.map((value) => element('option', {}, value)));

const field = (label: string, control: HTMLElement): HTMLElement =>
  element('div', { class: 'studio-field' }, element('label', { for: control.id }, label), control);
