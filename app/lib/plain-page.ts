/** The `handle` of a page that is only read: it comes without scripts, and a link to it loads it as a document. */
export const PLAIN_PAGE = "plain page";
