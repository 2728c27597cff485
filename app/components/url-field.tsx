import { type ComponentProps, type RefObject, useEffect, useRef } from "react";

/** Keeps an uncontrolled field at the address's value, except while one is typing in it. */
function useFollow<Element extends HTMLInputElement | HTMLSelectElement>(value: string): RefObject<Element> {
  const ref = useRef<Element>(null);
  useEffect(() => {
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
