import { Button } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import type { CommandError } from "@/bindings/wire";
import { toCommandError } from "@/host/host";
import { Trans, t } from "@/texts";
import notes from "./DraftNote.module.css";
import { recallDraft, useDraft } from "./drafts";
import { ErrorNote } from "./ErrorNote";
import classes from "./InlineEdit.module.css";
import { useLayer } from "./layers";

interface InlineEditProps {
  label: string;
  /** The identifier of what it is a field of. */
  of: string;
  value: string;
  /** Shown for an empty value. */
  placeholder?: string;
  isMono?: boolean;
  /** Whether it looks like a field from the start. */
  isBoxed?: boolean;
  /** Why it cannot be changed. */
  refusal?: string | null;
  onSave(value: string): Promise<unknown>;
}

interface Draft {
  text: string;
  /** The value on which it was typed. */
  base: string;
}

/**
 * A field that looks like text until it is used: Enter or leaving saves, Esc restores. What it could not save stays as
 * a draft. If the value changes meanwhile, it asks which of the two counts.
 */
export function InlineEdit({ label, of, value, placeholder, isMono, isBoxed, refusal, onSave }: InlineEditProps) {
  const key = `${of} ${label}`;
  const [draft, setDraft] = useDraft<Draft>(key);
  const [error, setError] = useState<CommandError | null>(null);
  const [hasFocus, setFocus] = useState(false);
  const [sent, setSent] = useState<string | null>(null);
  const isSaving = sent !== null;
  /** What Esc goes back to: a value on its way to the host counts as saved. */
  const current = sent ?? value;
  const isChanged = draft !== undefined && draft.text.trim() !== current;
  const isOvertaken = isChanged && draft.base !== current;

  function discard() {
    setDraft(undefined);
    setError(null);
  }

  useLayer(hasFocus && draft !== undefined, discard);

  async function save() {
    if (!isChanged) return discard();
    const text = draft.text.trim();
    setSent(text);
    setError(null);
    try {
      await onSave(text);
      // What was typed while the host saved is a draft of its own.
      if (recallDraft<Draft>(key)?.text.trim() === text) setDraft(undefined);
    } catch (thrown) {
      const typed = recallDraft<Draft>(key);
      if (typed) setDraft({ text: typed.text, base: value });
      setError(toCommandError(thrown));
    } finally {
      setSent(null);
    }
  }

  function leave() {
    if (!isOvertaken && !isSaving) void save();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) leave();
  }

  return (
    <>
      <input
        className={`${classes.field} ${isMono ? "mono" : ""}`}
        aria-label={label}
        aria-invalid={error !== null}
        data-boxed={isBoxed}
        value={draft?.text ?? current}
        placeholder={placeholder}
        readOnly={Boolean(refusal)}
        title={refusal ?? undefined}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) =>
          setDraft({ text: event.currentTarget.value, base: draft && isChanged ? draft.base : current })
        }
        onFocus={() => setFocus(true)}
        onBlur={() => {
          setFocus(false);
          leave();
        }}
        onKeyDown={onKeyDown}
      />
      <ErrorNote error={error} />
      {isOvertaken ? (
        <div role="alert" className={notes.note}>
          <span>
            <Trans
              i18nKey="shared.edit.overtaken"
              values={{ now: value || (placeholder ?? t("shared.edit.nothing")), typed: draft.text.trim() }}
              components={{ b: <b /> }}
            />
          </span>
          <Button size="compact-xs" onClick={() => void save()}>
            {t("shared.edit.save_mine")}
          </Button>
          <Button size="compact-xs" onClick={discard}>
            {t("shared.edit.keep_theirs")}
          </Button>
        </div>
      ) : (
        isChanged &&
        !hasFocus &&
        !isSaving && (
          <div role="status" className={notes.note}>
            {t("shared.draft_restored")}
            <Button size="compact-xs" onClick={() => void save()}>
              {t("common.save")}
            </Button>
            <Button variant="subtle" size="compact-xs" onClick={discard}>
              {t("common.discard")}
            </Button>
          </div>
        )
      )}
    </>
  );
}
