import { element } from '../element.js';
import type { Box } from './gestures.js';
import { cellBox, type Viewport } from './hit.js';

/** The lines through the cell that is looked at, and what is known of it: over the canvas, so that it moves without drawing. */
export class Crosshair {
  /** Tells readers of the screen what the tooltip shows. */
  readonly live = element('p', { class: 'xp-hidden', role: 'status', 'aria-live': 'polite' });
  readonly #column = element('div', { class: 'xp-line xp-column', hidden: true });
  readonly #row = element('div', { class: 'xp-line xp-row', hidden: true });
  readonly #box = element('div', { class: 'xp-box', hidden: true });
  #told = '';
  readonly #tip = element('dl', { class: 'xp-tip', role: 'tooltip', hidden: true });

  constructor(plot: HTMLElement) {
    plot.append(this.#column, this.#row, this.#box, this.#tip);
  }

  /** Shows the lines that are in sight, and `facts` beside the point where they meet. */
  show(
    view: Viewport,
    step: number | null,
    row: number | null,
    facts: readonly (readonly [name: string, value: string])[],
  ): void {
    const box = cellBox(view, { step: step ?? 0, row: row ?? 0 });
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    const seesX = step !== null && x >= 0 && x <= view.width;
    const seesY = row !== null && y >= 0 && y <= view.height;
    this.#column.hidden = !seesX;
    this.#row.hidden = !seesY;
    this.#column.style.transform = `translateX(${x}px)`;
    this.#row.style.transform = `translateY(${y}px)`;
    this.#tip.hidden = !seesX || !seesY || facts.length === 0;
    if (this.#tip.hidden) return;
    const text = facts.map(([name, value]) => `${name} ${value}`).join(', ');
    // What was said meanwhile stays until something else is looked at.
    if (this.#told !== text) {
      this.#told = text;
      this.live.textContent = text;
      this.#tip.replaceChildren(
        ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]),
      );
    }
    this.#place(view, x, y);
  }

  /** Beside the pointer, on the side where there is room. */
  #place(view: Viewport, x: number, y: number): void {
    const { offsetWidth, offsetHeight } = this.#tip;
    const left = x + 14 + offsetWidth <= view.width ? x + 14 : Math.max(x - 14 - offsetWidth, -80);
    const top = y + 14 + offsetHeight <= view.height + 24 ? y + 14 : y - 14 - offsetHeight;
    this.#tip.style.transform = `translate(${left}px, ${top}px)`;
  }

  /** The rectangle that is being drawn with the pointer. */
  showBox(box: Box | null): void {
    this.#box.hidden = box === null;
    if (box === null) return;
    this.#box.style.transform = `translate(${box.x}px, ${box.y}px)`;
    this.#box.style.width = `${box.width}px`;
    this.#box.style.height = `${box.height}px`;
  }

  /** Says something that is not on the screen. */
  say(text: string): void {
    this.live.textContent = text;
  }
}
