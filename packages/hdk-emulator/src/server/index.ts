export { type BoardServer, type Listen, serveBoard } from './serve-board.js';
