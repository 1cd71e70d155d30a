import type { KeyRow } from "@/bindings/wire";
import { CodeBlock } from "@/shared/CodeBlock";
import { CopyButton } from "@/shared/CopyButton";
import { Fact, Facts } from "@/shared/Facts";
import { Pane } from "@/shared/Pane";
import { Section } from "@/shared/Section";
import { exactTime } from "@/shared/time";
import { KeyState } from "./columns";

/** A signing key: what apps need to know of it. */
export function KeyPane({ signingKey, onClose }: { signingKey: KeyRow; onClose(): void }) {
  const { id, algorithm, created_at, verifies_until, pem } = signingKey;
  return (
    <Pane label="Signing key" onClose={onClose}>
      <h2>{algorithm} key</h2>
      <Facts>
        <Fact term="Status">
          <KeyState signingKey={signingKey} />
        </Fact>
        <Fact term="Key ID">
          <span className="mono">{id}</span>
        </Fact>
        <Fact term="Created">{exactTime(created_at)}</Fact>
        {verifies_until && <Fact term="Valid until">{exactTime(verifies_until)}</Fact>}
      </Facts>
      <Section
        title="Public key"
        action={<CopyButton text={pem} what={`the ${algorithm} public key`} size="compact-xs" variant="subtle" />}
      >
        <CodeBlock label="Public key" code={pem} />
      </Section>
    </Pane>
  );
}
