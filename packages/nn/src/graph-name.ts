/** Path of a part inside of what has the path `prefix`. */
export const join = (prefix: string, part: string): string => (prefix === '' ? part : `${prefix}.${part}`);
