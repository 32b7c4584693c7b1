/** Milliseconds within which whoever connects over a socket, to which anybody can connect, says HELLO. */
export const HELLO_TIME = 5000;
