import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { QuantizedSpec } from '@xylopipe/core';

/** SHA-256, in hexadecimal digits, of everything that quantizing a given network can make different. */
export function integersDigest(spec: QuantizedSpec): string {
  const { weightsIn, weightsRec, weightsOut, threshold, thresholdOut, bias, biasOut } = spec;
  const { dashMem, dashSyn, dashSyn2, dashMemOut, dashSynOut } = spec;
  const hash = sha256.create();
  for (const data of [
    ...[weightsIn.data, weightsRec.data, weightsOut.data, threshold, thresholdOut, bias, biasOut],
    ...[dashMem, dashSyn, dashSyn2, dashMemOut, dashSynOut],
  ]) {
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return bytesToHex(hash.digest());
}
