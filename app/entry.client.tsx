import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { KeepEntered } from "./components/keep-entered.tsx";

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <KeepEntered>
        <RemixBrowser />
      </KeepEntered>
    </StrictMode>,
  );
});
