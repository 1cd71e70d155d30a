import { Button } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import type { CommandError } from "@/bindings/wire";
import { toCommandError } from "@/host/host";
import notes from "./DraftNote.module.css";
import { useDraft } from "./drafts";
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
  const [draft, setDraft] = useDraft<Draft>(`${of} ${label}`);
  const [error, setError] = useState<CommandError | null>(null);
  const [hasFocus, setFocus] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const isChanged = draft !== undefined && draft.text.trim() !== value;
  const isOvertaken = isChanged && draft.base !== value;

  function discard() {
    setDraft(undefined);
    setError(null);
  }

  useLayer(hasFocus && draft !== undefined, discard);

  async function save() {
    if (!isChanged) return discard();
    setSaving(true);
    try {
      await onSave(draft.text.trim());
      discard();
    } catch (thrown) {
      setError(toCommandError(thrown));
    } finally {
      setSaving(false);
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
        value={draft?.text ?? value}
        placeholder={placeholder}
        readOnly={Boolean(refusal)}
        title={refusal ?? undefined}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setDraft({ text: event.currentTarget.value, base: draft?.base ?? value })}
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
            Changed meanwhile to <b>{value || (placeholder ?? "nothing")}</b>; you typed <b>{draft.text.trim()}</b>.
          </span>
          <Button size="compact-xs" onClick={() => void save()}>
            Save mine
          </Button>
          <Button size="compact-xs" onClick={discard}>
            Keep theirs
          </Button>
        </div>
      ) : (
        isChanged &&
        !hasFocus &&
        !isSaving && (
          <div role="status" className={notes.note}>
            Draft restored
            <Button size="compact-xs" onClick={() => void save()}>
              Save
            </Button>
            <Button variant="subtle" size="compact-xs" onClick={discard}>
              Discard
            </Button>
          </div>
        )
      )}
    </>
  );
}
