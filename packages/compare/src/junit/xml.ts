/** What may not stand in a document of XML 1.0, not even escaped: most control characters, lone surrogates. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text as it can stand in an attribute: what XML cannot hold becomes U+FFFD, white space stays as it is. */
export const attribute = (text: string): string =>
  text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"'\t\n\r]/g, (character) => ESCAPED[character] as string);

/** Text as it can stand between tags. */
export const content = (text: string): string =>
  text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>\r]/g, (character) => ESCAPED[character] as string);
