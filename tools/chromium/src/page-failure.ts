import type { Page } from 'playwright-core';

/**
 * Rejects on the first thing that goes wrong in a page or its workers: an error on the console, an error or rejection that
 * nobody caught, a crash. Never resolves.
 * @param expected - errors that do not count.
 */
export function failureOf(page: Page, expected?: RegExp): Promise<never> {
  const failure = new Promise<never>((_, reject) => {
    const fail = (what: string, text: string, cause?: Error): void => {
      if (!expected?.test(text)) reject(new Error(`${what}: ${text}`, { cause }));
    };
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const { url, lineNumber } = message.location();
      fail('error on the console of the page', `${message.text()} (${url}:${lineNumber + 1})`);
    });
    page.on('pageerror', (error) => fail('error that nobody caught in the page', error.message, error));
    page.on('crash', () => reject(new Error('the page crashed')));
  });
  // It may fail before anybody waits for it.
  failure.catch(() => undefined);
  return failure;
}
