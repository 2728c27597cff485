import { PREVIEW_PLACE } from "./kpi-form.ts";
import { useFormTarget } from "./use-form-target.ts";
import { useHydrated } from "./use-hydrated.ts";

/**
 * Where a button that tries a definition sends its form, so that the answer, which is below the fold, is in view.
 * undefined with JavaScript: the answer then takes the focus. Not for saving, whose redirect would keep the fragment.
 */
export function usePreviewTarget(): string | undefined {
  const target = useFormTarget();
  return useHydrated() ? undefined : `${target}#${PREVIEW_PLACE}`;
}
