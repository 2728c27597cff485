import { type ComponentType, createContext, useContext } from "react";

/** The same component, rendered when its turn comes where many things are rendered. */
export type InTurn = <Props extends object>(component: ComponentType<Props>) => ComponentType<Props>;

const InTurnContext = createContext<InTurn>((component) => component);

/** The server puts the parts of a large page in turns; the browser does so by itself. */
export const InTurnProvider = InTurnContext.Provider;

export function useInTurn(): InTurn {
  return useContext(InTurnContext);
}
