/** Milliseconds for tests whose networks are as large as the chip, or many. */
export const PATIENCE = 120_000;
