/**
 * What somebody has thrown, in one line for people: the message of an error, anything else as text. Total: whatever is
 * thrown, also what refuses to be looked at, it gives a text and throws nothing itself.
 */
export function reasonOf(thrown: unknown): string {
  try {
    const text = thrown instanceof Error ? thrown.message || thrown.name : thrown;
    return printable(
      String(text)
        .trim()
        .replace(/\s*\n\s*/g, ' '),
    );
  } catch {
    return `${typeof thrown === 'function' ? 'a function' : 'an object'} that cannot be read was thrown`;
  }
}

/** A text that does nothing to a terminal: control characters, but for tabs and ends of lines, as they are written in JSON. */
export const printable = (text: string): string =>
  text.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Whether a text stays in its line, and what it stands in as it is. */
export const isPlain = (text: string): boolean => !/\p{Cc}/u.test(text);

const CONTROL = /(?![\t\n])\p{Cc}/gu;
