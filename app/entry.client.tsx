import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { KeepEntered, watchEntered } from "./components/keep-entered.tsx";

const giveBack = watchEntered();
startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <KeepEntered giveBack={giveBack}>
        <RemixBrowser />
      </KeepEntered>
    </StrictMode>,
  );
});
