/** Asks the person for their password; returns whether they entered the right one. */
type ProofAsker = () => Promise<boolean>;

let asker: ProofAsker | null = null;

/** Sets the component that asks; returns a function that removes it. */
export function setProofAsker(next: ProofAsker): () => void {
  asker = next;
  return () => {
    if (asker === next) asker = null;
  };
}

/** Asks, if a component for it is on screen. */
export async function askForProof(): Promise<boolean> {
  return asker ? asker() : false;
}
