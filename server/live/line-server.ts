import { WebSocketServer, type ServerOptions } from 'ws';
import { limits } from './limits.ts';

/**
 * WebSockets that let go soon of a line we have closed. The library waits half a minute for the other end to say goodbye
 * too, and reads on meanwhile: whoever was turned away could stay, and send.
 */
export class LineServer extends WebSocketServer {
  constructor(options: ServerOptions) {
    const patience = { closeTimeout: limits.goodbye };
    super({ ...options, ...patience });
  }
}
