import type { KeyRow } from "@/bindings/wire";
import { CodeBlock } from "@/shared/CodeBlock";
import { CopyButton } from "@/shared/CopyButton";
import { Fact, Facts } from "@/shared/Facts";
import { Pane } from "@/shared/Pane";
import { Section } from "@/shared/Section";
import { exactTime } from "@/shared/time";
import { t } from "@/texts";
import { KeyState } from "./columns";

/** A signing key: what apps need to know of it. */
export function KeyPane({ signingKey, onClose }: { signingKey: KeyRow; onClose(): void }) {
  const { id, algorithm, created_at, verifies_until, pem } = signingKey;
  return (
    <Pane label={t("key.one")} onClose={onClose}>
      <h2>{t("key.title", { algorithm })}</h2>
      <Facts>
        <Fact term={t("key.status")}>
          <KeyState signingKey={signingKey} />
        </Fact>
        <Fact term={t("key.id")}>
          <span className="mono">{id}</span>
        </Fact>
        <Fact term={t("key.created")}>{exactTime(created_at)}</Fact>
        {verifies_until && <Fact term={t("key.valid_until")}>{exactTime(verifies_until)}</Fact>}
      </Facts>
      <Section
        title={t("key.public")}
        action={<CopyButton text={pem} what={t("key.the_public", { algorithm })} size="compact-xs" variant="subtle" />}
      >
        <CodeBlock label={t("key.public")} code={pem} />
      </Section>
    </Pane>
  );
}
