import { useState } from "react";
import { FlashNotice } from "../../components/flash-notice.tsx";
import type { Flash } from "../../lib/flash.ts";

/** What was just done. The page loads itself again while runs go on, and the message stays all the same. */
export function ToldNotice({ flash }: { flash: Flash | null }) {
  const [told, setTold] = useState(flash);
  if (flash && flash !== told) setTold(flash);
  return told && <FlashNotice flash={told} />;
}
