/** A `.npy` file of `count` records of a structured type, in NumPy's words, from the bytes of its records. */
export function npyOfRecords(
  type: string,
  count: number,
  bytes: readonly number[],
  shape: string = `(${count},)`,
): Uint8Array {
  const header = new TextEncoder().encode(`{'descr': ${type}, 'fortran_order': False, 'shape': ${shape}, }`);
  const magic = [0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, header.length & 255, header.length >> 8];
  return new Uint8Array([...magic, ...header, ...bytes]);
}
