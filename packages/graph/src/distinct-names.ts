/**
 * Names for parts of one whole, as near to those that they were given as can be. A name that several have stays with the
 * first of them; each other one gets its index besides: `lif`, `lif#3`. What is distinct stays as it is.
 */
export function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name, i) => {
    let distinct = name;
    if (seen.has(name)) while (taken.has(distinct)) distinct = `${distinct}#${i}`;
    seen.add(name);
    taken.add(distinct);
    return distinct;
  });
}
