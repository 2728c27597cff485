import { Fragment } from "react";

/** After an underscore, and after the dot between a table and its column. */
const BREAKS = /(?<=_)(?=.)|(?<=\p{L}\.)(?=[\p{L}_])/u;

/** Text with names such as `brz_lnd_RBP_GPU.PLANNING_SKU` in it: they go to the next line between their words. */
export function Breakable({ text }: { text: string }) {
  let at = 0;
  return text.split(BREAKS).map((part) => {
    const key = at;
    at += part.length;
    return (
      <Fragment key={key}>
        {key > 0 && <wbr />}
        {part}
      </Fragment>
    );
  });
}
