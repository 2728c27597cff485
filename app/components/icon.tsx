const PATHS = {
  check: "M3.5 8.5 6.5 11.5 12.5 4.5",
  cross: "M4 4 12 12 M12 4 4 12",
  clock: "M8 4.5V8l2.5 1.5 M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8Z",
  warning: "M8 2.2 14.4 13.4H1.6ZM8 6.4v3.2M8 11.4v.6",
  critical: "M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4ZM8 4.6v4.2M8 10.8v.6",
  play: "M5 3.2v9.6L12.5 8Z",
  stop: "M4.5 4.5h7v7h-7Z",
  up: "M4 10 8 6l4 4",
  down: "M4 6l4 4 4-4",
  sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M13 3l-1.2 1.2M4.2 11.8 3 13",
  moon: "M13 9.6A5.6 5.6 0 0 1 6.4 3a5.6 5.6 0 1 0 6.6 6.6Z",
  screen: "M2 3h12v8H2ZM6 14h4M8 11v3",
} as const;
export type IconName = keyof typeof PATHS;

/** A small decoration beside text; says nothing to a screen reader. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
