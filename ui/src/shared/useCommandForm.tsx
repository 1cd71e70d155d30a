import { type UseFormInput, type UseFormReturnType, useForm } from "@mantine/form";
import { type SyntheticEvent, useEffect, useRef, useState } from "react";
import type { ErrorClass } from "@/bindings/wire";
import { toCommandError } from "@/host/host";
import { t } from "@/texts";
import { dropDraft, keepDraft, recallDraft } from "./drafts";
import { FieldError } from "./FieldError";
import { useTask } from "./query";

interface CommandFormInput<V> extends Pick<UseFormInput<V>, "validate" | "validateInputOnChange" | "onValuesChange"> {
  initialValues: V;
  /** Performs the command. What it throws is shown beside the field that it blames, or left to `error`. */
  send(values: V): Promise<unknown>;
  /** Which field an error is about, where its reason says so. */
  blames?: { [reason in ErrorClass | `${string}.${string}`]?: keyof V & string };
  /** Paths of secrets, and when each is emptied: once it was `tried`, whatever came of it, or once it is all `done`. */
  secrets?: Record<string, "tried" | "done">;
  /** The key under which what was typed is kept until it is done or discarded. Secrets are left out. */
  draft?: string;
}

/** The values without what stands at `paths`. */
function without<V extends object>(values: V, paths: string[]): V {
  const rest = structuredClone(values);
  for (const path of paths) {
    const names = path.split(".");
    const last = names.pop() as string;
    const holder = names.reduce<Record<string, unknown>>(
      (inner, name) => inner[name] as Record<string, unknown>,
      rest as Record<string, unknown>,
    );
    holder[last] = "";
  }
  return rest;
}

/**
 * The state of a form that performs a command. `formProps` belong to the `<form>`; Enter sends it, and after a refusal
 * the first field that is not right has the focus.
 */
export function useCommandForm<V extends object>(given: CommandFormInput<V>) {
  const { send, blames = {}, secrets = {}, draft, initialValues, onValuesChange, ...input } = given;
  const [restored] = useState(() => (draft === undefined ? undefined : recallDraft<V>(draft)));
  const [isRestored, setRestored] = useState(restored !== undefined);

  function keep(values: V) {
    if (draft === undefined) return;
    const typed = without(values, Object.keys(secrets));
    const isNew = JSON.stringify(typed) === JSON.stringify(without(initialValues, Object.keys(secrets)));
    if (isNew) dropDraft(draft);
    else keepDraft(draft, typed);
  }

  function forgetDraft() {
    if (draft !== undefined) dropDraft(draft);
    setRestored(false);
  }

  const form = useForm<V>({
    ...input,
    initialValues: restored ?? initialValues,
    onValuesChange: (values, before) => {
      keep(values);
      onValuesChange?.(values, before);
    },
    // Mantine leaves it out of fields for passwords.
    enhanceGetInputProps: ({ inputProps }) => ({ "aria-invalid": Boolean(inputProps.error) || undefined }),
  });
  const { run, error, isBusy, clear } = useTask();
  const element = useRef<HTMLFormElement>(null);
  const takesFocus = useRef(false);

  useEffect(() => {
    const wrong = takesFocus.current && element.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (!wrong) return;
    takesFocus.current = false;
    wrong.focus();
  });

  function forget(isDone: boolean) {
    for (const [path, when] of Object.entries(secrets)) {
      if (isDone || when === "tried") form.setFieldValue(path, "" as never);
    }
  }

  const submit = form.onSubmit(
    (values) =>
      run(async () => {
        try {
          await send(values);
          forget(true);
          forgetDraft();
        } catch (thrown) {
          forget(false);
          const refusal = toCommandError(thrown);
          const blamed = blames[refusal.reason as ErrorClass];
          if (blamed === undefined) throw refusal;
          form.setFieldError(blamed, <FieldError error={refusal} />);
          takesFocus.current = true;
        }
      }),
    () => {
      takesFocus.current = true;
    },
  );

  return {
    form,
    formProps: { ref: element, onSubmit: (event: SyntheticEvent<HTMLFormElement>) => submit(event) },
    /** Whether it can be sent as it is. */
    isReady: form.isValid() === true,
    isBusy,
    /** For `DraftNote`. */
    draft: {
      isRestored,
      onDiscard: () => {
        form.setValues(initialValues);
        form.clearErrors();
        forgetDraft();
      },
    },
    /** What went wrong that no field is to blame for. */
    error,
    submit: () => submit(),
    clear,
    /** For what is done on the way to sending it. */
    run,
  };
}

/** Binds a field of our own, which takes a value and gives one; `getInputProps` binds those of Mantine. */
export function fieldOf<V, K extends keyof V & string>(form: UseFormReturnType<V>, path: K) {
  return {
    value: form.values[path],
    onChange: (value: V[K]) => form.setFieldValue(path, value as never),
    error: form.errors[path],
  };
}

/** Binds a `Pick` for several values. */
export function pickedIn<V extends Record<K, string[]>, K extends keyof V & string>(
  form: UseFormReturnType<V>,
  path: K,
) {
  const { value, onChange, error } = fieldOf(form, path);
  return {
    picked: value,
    onPick: (added: string) => onChange([...value, added] as V[K]),
    onRemove: (removed: string) => onChange(value.filter((other) => other !== removed) as V[K]),
    error,
  };
}

/** For `validate`: something has to stand there. */
export function filled(text: string): string | null {
  return text.trim() === "" ? t("shared.needed") : null;
}

/** The same for a secret, of which spaces are a part. */
export function typed(secret: string): string | null {
  return secret === "" ? t("shared.needed") : null;
}
