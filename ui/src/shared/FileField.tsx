import { Button, TextInput } from "@mantine/core";
import { useHost } from "@/host/context";
import { ErrorNote } from "./ErrorNote";
import classes from "./FileField.module.css";
import { useTask } from "./query";

interface FileFieldProps {
  label: string;
  description?: string;
  placeholder: string;
  path: string;
  onPath(path: string): void;
  /** A file to write, under this name to begin with; without it, one that is there. */
  suggestedName?: string;
  /** The file was chosen in the dialog, not typed. */
  onChosen?(path: string): void;
  autoFocus?: boolean;
}

/** The path of a file, typed or chosen. */
export function FileField({ path, onPath, suggestedName, onChosen, ...input }: FileFieldProps) {
  const host = useHost();
  const task = useTask();

  function choose() {
    task.run(async () => {
      const chosen = await (suggestedName === undefined ? host.pickOpenFile() : host.pickSaveFile(suggestedName));
      if (chosen === null) return;
      onPath(chosen);
      onChosen?.(chosen);
    });
  }

  return (
    <>
      <div className={classes.file}>
        <TextInput
          {...input}
          value={path}
          onChange={(event) => onPath(event.currentTarget.value)}
          spellCheck={false}
          classNames={{ input: "mono", description: classes.wide }}
        />
        <Button onClick={choose}>Choose file…</Button>
      </div>
      <ErrorNote error={task.error} />
    </>
  );
}
