interface HiddenParamsProps {
  readonly search: string;
  /** Names, or beginnings of names ending in `.`, that the form has fields of its own for, or that it resets. */
  readonly except: readonly string[];
}

/** Carries the rest of the page's state along in a form that is sent by GET. */
export function HiddenParams({ search, except }: HiddenParamsProps) {
  const replaced = (name: string) =>
    except.some((own) => (own.endsWith(".") ? name.startsWith(own) : name === own));
  return [...new URLSearchParams(search)]
    .filter(([name]) => !replaced(name))
    .map(([name, value]) => <input key={`${name}=${value}`} type="hidden" name={name} value={value} />);
}
