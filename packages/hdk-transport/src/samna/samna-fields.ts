/** A value for an attribute of a Python object. */
export type SamnaValue = null | boolean | number | string | readonly SamnaValue[] | SamnaObject | SamnaName;

/** Attributes of a Python object; a plain object stands for the attributes of that attribute. */
export interface SamnaFields {
  readonly [attribute: string]: SamnaValue | SamnaFields;
}

/** A new object of a class, which stands at the first of these paths below `samna` that leads anywhere. */
export interface SamnaObject {
  readonly $new: readonly string[];
  readonly args?: readonly number[] | undefined;
  readonly fields?: SamnaFields | undefined;
}

/** What stands at a path below `samna`, e.g. a member of an enumeration. */
interface SamnaName {
  readonly $name: string;
}

/** One set of fields out of several, at every level; a later one wins. */
export function mergeFields(...sets: readonly SamnaFields[]): SamnaFields {
  const merged: Record<string, SamnaValue | SamnaFields> = {};
  for (const set of sets) {
    for (const [name, value] of Object.entries(set)) {
      const before = merged[name];
      merged[name] = isFields(before) && isFields(value) ? mergeFields(before, value) : value;
    }
  }
  return merged;
}

const isFields = (value: unknown): value is SamnaFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('$new' in value) && !('$name' in value);
