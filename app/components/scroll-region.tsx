import type { ComponentProps } from "react";

type ScrollRegionProps = Pick<
  ComponentProps<"section">,
  "className" | "children" | "onKeyDown" | "onCopy"
> & {
  readonly label: string;
};

/** A part of the page that scrolls in itself, and that the keyboard can reach to scroll it. */
export function ScrollRegion({ label, ...props }: ScrollRegionProps) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
  return <section aria-label={label} tabIndex={0} {...props} />;
}
