import { Button, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useHost } from "@/host/context";
import { t } from "@/texts";
import { ErrorNote } from "./ErrorNote";
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

/** The path of a file or folder, typed or chosen. */
export function FileField({ value, onChange, suggestedName, isFolder, onChosen, ...input }: FileFieldProps) {
  const host = useHost();
  const task = useTask();

  function pick() {
    if (isFolder) return host.pickFolder();
    return suggestedName === undefined ? host.pickOpenFile() : host.pickSaveFile(suggestedName);
  }

  function choose() {
    task.run(async () => {
      const chosen = await pick();
      if (chosen === null) return;
      onChange(chosen);
      onChosen?.(chosen);
    });
  }

  return (
    <>
      <TextInput
        {...input}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        spellCheck={false}
        classNames={{ input: "mono" }}
        inputContainer={(field) => (
          <div className={classes.file}>
            {field}
            <Button onClick={choose}>{t(isFolder ? "shared.choose_folder" : "shared.choose_file")}</Button>
          </div>
        )}
      />
      <ErrorNote error={task.error} />
    </>
  );
}
