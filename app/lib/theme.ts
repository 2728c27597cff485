/** `system` follows the visitor's own setting (`prefers-color-scheme`). */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
