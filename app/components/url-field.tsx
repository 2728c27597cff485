import { type ComponentProps, type RefObject, useEffect, useRef } from "react";

/**
 * Keeps an uncontrolled field at the address's value when that changes, except while one is typing in it. What was
 * entered before JavaScript took over stays.
 */
function useFollow<Element extends HTMLInputElement | HTMLSelectElement>(value: string): RefObject<Element> {
  const ref = useRef<Element>(null);
  const followed = useRef(value);
  useEffect(() => {
    if (followed.current === value) return;
    followed.current = value;
    if (ref.current && document.activeElement !== ref.current) ref.current.value = value;
  }, [value]);
  return ref;
}

/** An input whose value is part of the page's address. */
export function UrlInput({ value = "", ...props }: ComponentProps<"input"> & { value?: string }) {
  const ref = useFollow<HTMLInputElement>(value);
  return <input {...props} ref={ref} defaultValue={value} autoComplete="off" />;
}

/** A dropdown whose value is part of the page's address. */
export function UrlSelect({ value = "", ...props }: ComponentProps<"select"> & { value?: string }) {
  const ref = useFollow<HTMLSelectElement>(value);
  return <select {...props} ref={ref} defaultValue={value} />;
}
