/** What keeps this process alive, by kind. Looks two turns later: handles are given back at the end of a turn. */
export async function openResources(): Promise<readonly string[]> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  return process.getActiveResourcesInfo();
}

/** What keeps this process alive now and did not before. */
export async function resourcesSince(before: readonly string[]): Promise<readonly string[]> {
  const old = [...before];
  return (await openResources()).filter((kind) => {
    const index = old.indexOf(kind);
    if (index >= 0) old.splice(index, 1);
    return index < 0;
  });
}
