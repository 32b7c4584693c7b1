import { button, element } from './element.js';

const KEYS: readonly (readonly [keys: string, meaning: string])[] = [
  ['← → ↑ ↓', 'move in time and among neurons'],
  ['Shift + arrows', 'move the crosshair by one step or neuron'],
  ['+ −', 'zoom in time; with Alt among neurons'],
  ['0', 'show everything'],
  ['n p', 'next, previous spike of the neuron'],
  ['d', 'first divergence'],
  ['Enter', 'add the neuron to the traces, or remove it'],
  ['/', 'search a neuron'],
  ['t', 'light or dark'],
  ['?', 'this help'],
];

const POINTER: readonly (readonly [what: string, meaning: string])[] = [
  ['Ctrl + wheel, pinch', 'zoom in time; with Shift among neurons'],
  ['wheel', 'the same once the plot has the focus: click into it'],
  ['drag', 'move'],
  ['Shift + drag', 'zoom into a rectangle'],
  ['double click', 'show everything'],
  ['click', 'add the neuron to the traces, or remove it'],
];

/** A dialog with everything that keys and pointer do; opened with `showModal`. */
export function helpDialog(): HTMLDialogElement {
  const dialog = element('dialog', { 'aria-label': 'Keys and pointer' });
  const listOf = (rows: readonly (readonly [string, string])[]): HTMLElement =>
    element(
      'dl',
      {},
      ...rows.flatMap(([key, text]) => [element('dt', {}, element('kbd', {}, key)), element('dd', {}, text)]),
    );
  dialog.append(
    element('h2', {}, 'Keys'),
    element('p', {}, 'Tab leads to every plot; these work while it has the focus, the last three everywhere.'),
    listOf(KEYS),
    element('h2', {}, 'Pointer'),
    listOf(POINTER),
    button('Close', 'Close the help (Esc)', () => dialog.close()),
  );
  return dialog;
}
