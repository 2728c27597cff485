/** A stretch of a definition, `end` exclusive, with what is to be said about it. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

export interface TextPart {
  readonly text: string;
  readonly marked: boolean;
}

/** Cuts `text` into marked and plain parts; overlapping marks join, marks outside the text are cut to it. */
export function splitByMarks(text: string, marks: readonly Mark[]): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  let open = false;
  const edges = new Set<number>([0, text.length]);
  for (const mark of marks) {
    edges.add(Math.min(Math.max(mark.start, 0), text.length));
    edges.add(Math.min(Math.max(mark.end, 0), text.length));
  }
  for (const edge of [...edges].sort((a, b) => a - b)) {
    if (edge > at) {
      const last = parts.at(-1);
      if (last && last.marked === open)
        parts[parts.length - 1] = { text: last.text + text.slice(at, edge), marked: open };
      else parts.push({ text: text.slice(at, edge), marked: open });
    }
    at = edge;
    open = marks.some((mark) => mark.start <= edge && edge < mark.end);
  }
  return parts;
}
