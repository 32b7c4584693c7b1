/** First in, first out; both take the same time however many there are. */
export class Queue<T> {
  #items: T[] = [];
  /** Place of the first; those before it are out. */
  #first = 0;

  /** The next to leave; undefined if there is none. */
  get first(): T | undefined {
    return this.#items[this.#first];
  }

  push(item: T): void {
    this.#items.push(item);
  }

  /** Takes out the first, if there is one. */
  shift(): T | undefined {
    const item = this.#items[this.#first];
    if (this.#first < this.#items.length) this.#first++;
    // Cut off when it is half of all, so that each item is moved once at most.
    if (2 * this.#first >= this.#items.length) {
      this.#items = this.#items.slice(this.#first);
      this.#first = 0;
    }
    return item;
  }
}
