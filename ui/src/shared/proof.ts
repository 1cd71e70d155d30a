/** Asks the person for their password; tells whether they have shown it. */
type ProofAsker = () => Promise<boolean>;

let asker: ProofAsker | null = null;

/** Whoever shows the question; returns what takes it away again. */
export function setProofAsker(next: ProofAsker): () => void {
  asker = next;
  return () => {
    if (asker === next) asker = null;
  };
}

/** Asks, where there is somebody to ask. */
export async function askForProof(): Promise<boolean> {
  return asker ? asker() : false;
}
