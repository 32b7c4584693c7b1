/** A list in a message: `3, 4, 5, 6, 7 and 12 more`. */
export function firstFew(items: readonly (number | string)[], shown = 5): string {
  const more = items.length - shown;
  return more > 0 ? `${items.slice(0, shown).join(', ')} and ${more} more` : items.join(', ');
}
