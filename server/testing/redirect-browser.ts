/** A browser without scripts that goes where it is led, also to other servers, and keeps the cookies of each. */
export class RedirectBrowser {
  /** By origin, path and name. */
  readonly #cookies = new Map<string, string>();

  /** The cookies that it has of a server, for one that brings them again later. */
  copy(): RedirectBrowser {
    const copy = new RedirectBrowser();
    for (const [key, value] of this.#cookies) copy.#cookies.set(key, value);
    return copy;
  }

  forget(name: string): void {
    for (const key of this.#cookies.keys()) if (key.endsWith(` ${name}`)) this.#cookies.delete(key);
  }

  /** One request, without going where its answer leads. */
  async send(url: string, init: RequestInit = {}): Promise<Response> {
    const { origin, pathname } = new URL(url);
    const sent = [...this.#cookies].flatMap(([key, value]) => {
      const [of, path = "", name] = key.split(" ");
      return of === origin && pathname.startsWith(path) ? [`${name}=${value}`] : [];
    });
    const headers = { ...init.headers, Cookie: sent.join("; "), Accept: "text/html" };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]*)=([^;]*)/.exec(line) ?? [];
      const key = `${origin} ${/; path=([^;]*)/i.exec(line)?.[1] ?? "/"} ${name}`;
      if (value === "" || /max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(key);
      else this.#cookies.set(key, value);
    }
    return response;
  }

  /** Opens an address and goes on to a page, or up to where it would be led to `stopBefore`. */
  async open(url: string, init: RequestInit = {}, stopBefore?: string): Promise<Page> {
    const response = await this.send(url, init);
    const location = response.headers.get("location");
    if (location === null) return { url, status: response.status, text: await response.text() };
    const next = new URL(location, url).href;
    if (stopBefore && next.startsWith(stopBefore)) return { url: next, status: response.status, text: "" };
    return this.open(next, {}, stopBefore);
  }
}

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}
