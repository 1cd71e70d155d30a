import { type KeyboardEvent, useRef, useState } from "react";
import type { CommandError } from "@/bindings/wire";
import { toCommandError } from "@/host/host";
import { ErrorNote } from "./ErrorNote";
import classes from "./InlineEdit.module.css";
import { useLayer } from "./layers";

interface InlineEditProps {
  label: string;
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

/** A field that looks like text until it is used: Enter or leaving saves, Esc restores. */
export function InlineEdit({ label, value, placeholder, isMono, isBoxed, refusal, onSave }: InlineEditProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [error, setError] = useState<CommandError | null>(null);
  const input = useRef<HTMLInputElement>(null);

  useLayer(draft !== null, () => {
    setDraft(null);
    setError(null);
  });

  async function save() {
    if (draft === null) return;
    if (draft.trim() !== value) {
      try {
        await onSave(draft.trim());
      } catch (thrown) {
        setError(toCommandError(thrown));
        return;
      }
    }
    setError(null);
    setDraft(null);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter") input.current?.blur();
  }

  return (
    <>
      <input
        ref={input}
        className={`${classes.field} ${isMono ? "mono" : ""}`}
        aria-label={label}
        aria-invalid={error !== null}
        data-boxed={isBoxed}
        value={draft ?? value}
        placeholder={placeholder}
        readOnly={Boolean(refusal)}
        title={refusal ?? undefined}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => void save()}
        onKeyDown={onKeyDown}
      />
      <ErrorNote error={error} />
    </>
  );
}
