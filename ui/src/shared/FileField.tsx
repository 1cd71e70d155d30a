import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import type { CommandError, WholePathResponse } from "@/bindings/wire";
import { useHost } from "@/host/context";
import { toCommandError } from "@/host/host";
import { t } from "@/texts";
import { ErrorNote } from "./ErrorNote";
import { FieldError } from "./FieldError";
import classes from "./FileField.module.css";
import { useTask } from "./query";

interface FileFieldProps {
  label: string;
  description?: string;
  placeholder: string;
  /** The path. */
  value: string;
  onChange(path: string): void;
  error?: ReactNode;
  /** The suggested name of a file to write; without it, the field is for an existing file. */
  suggestedName?: string;
  /** An existing folder, not a file. */
  isFolder?: boolean;
  /** Called when the file was chosen in the dialog, not typed. */
  onChosen?(path: string): void;
  autoFocus?: boolean;
}

/** Which file a typed path means, once the host has said. */
function useWholePath(typed: string): { path?: string; error: CommandError | null } {
  const host = useHost();
  const { data, error } = useQuery<WholePathResponse, CommandError>({
    queryKey: ["whole_path", typed],
    queryFn: () =>
      host.ask("whole_path", { typed }).catch((thrown) => {
        throw toCommandError(thrown);
      }),
    enabled: typed !== "",
  });
  return { path: data?.path, error };
}

/** The path of a file or folder, typed or chosen. It shows the whole path of one that begins with `~`. */
export function FileField({ value, onChange, suggestedName, isFolder, onChosen, error, ...rest }: FileFieldProps) {
  const host = useHost();
  const task = useTask();
  const field = useRef<HTMLInputElement>(null);
  const [isLeft, setLeft] = useState(false);
  const whole = useWholePath(value);

  function pick() {
    if (isFolder) return host.pickFolder();
    return suggestedName === undefined ? host.pickOpenFile() : host.pickSaveFile(suggestedName);
  }

  /** The end of a path says which file it is. */
  function showEnd() {
    if (field.current) field.current.scrollLeft = field.current.scrollWidth;
  }

  function choose() {
    task.run(async () => {
      const chosen = await pick();
      if (chosen === null) return;
      onChange(chosen);
      onChosen?.(chosen);
      requestAnimationFrame(showEnd);
    });
  }

  return (
    <>
      <TextInput
        ref={field}
        {...rest}
        value={value}
        error={error ?? (isLeft && whole.error ? <FieldError error={whole.error} /> : null)}
        onChange={(event) => onChange(event.currentTarget.value)}
        onFocus={() => setLeft(false)}
        onBlur={() => setLeft(true)}
        spellCheck={false}
        classNames={{ input: "mono" }}
        inputContainer={(typed) => (
          <div className={classes.file}>
            {typed}
            <Button onClick={choose}>{t(isFolder ? "shared.choose_folder" : "shared.choose_file")}</Button>
          </div>
        )}
      />
      {whole.path !== undefined && whole.path !== value && <p className="mono dim">{whole.path}</p>}
      <ErrorNote error={task.error} />
    </>
  );
}
