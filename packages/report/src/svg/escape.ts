/** Text that may hold anything, for the inside and the attributes of SVG and HTML; what XML cannot hold becomes U+FFFD. */
export const escapeText = (text: string): string =>
  text.replace(NO_XML, '\ufffd').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids
const NO_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]/gu;
