import net from "node:net";

/** A socket, as the drivers want to open it, that finds the address of a host name with `lookup`. */
export class SourceSocket extends net.Socket {
  readonly #lookup: net.LookupFunction | undefined;

  constructor(lookup: net.LookupFunction | undefined) {
    super();
    this.#lookup = lookup;
  }

  // The drivers give nothing but port and host.
  override connect(...[port, host]: unknown[]): this {
    return super.connect({ port: Number(port), host: String(host), lookup: this.#lookup });
  }
}
