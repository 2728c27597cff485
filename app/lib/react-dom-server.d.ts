/** Its types are those of react-dom/server, which has no functions for streams of the web in Node. */
declare module "react-dom/server.browser" {
  export { renderToReadableStream, renderToString } from "react-dom/server";
}
